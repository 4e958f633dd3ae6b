package dev.kilter.cli.app;

import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Watched;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app get}. */
@Command(name = "get", description = "Show one application: how it does, and why.")
public final class AppGet extends Verb {
  @Mixin OneApp named = new OneApp();

  @Mixin RefreshOptions refresh = new RefreshOptions();

  @Option(names = "--show-operation", description = "Show the last operation too.")
  boolean showOperation;

  @Mixin Watched watched = new Watched();
  @Mixin OutputOption output = new OutputOption();

  public AppGet(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = named.in(session);
    if (refresh.asked() != Refresh.NONE) {
      session.applications().get(app, refresh.asked());
    }
    watched.print(
        session,
        output.format(),
        () ->
            new Shown(session, output.format())
                .whole(session.applications().get(app, Refresh.NONE), showOperation));
    return ExitCode.OK;
  }
}
