package dev.kilter.cli.app;

import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app refresh}. */
@Command(name = "refresh", description = "Compare with Git and the cluster again, now.")
public final class AppRefresh extends Verb {
  @Mixin AppNames names = new AppNames();

  @Option(names = "--hard", description = "Render again too.")
  boolean hard;

  @Mixin OutputOption output = new OutputOption();

  public AppRefresh(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    for (AppRef app : names.of(session)) {
      Results.print(
          session,
          output.format(),
          session.applications().get(app, hard ? Refresh.HARD : Refresh.NORMAL));
    }
    return ExitCode.OK;
  }
}
