package dev.kilter.cli.app;

import dev.kilter.api.client.AppRef;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter app terminate-op}. */
@Command(name = "terminate-op", description = "Stop the operation that is under way.")
public final class AppTerminate extends Verb {
  @Mixin AppNames names = new AppNames();

  public AppTerminate(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    for (AppRef app : names.of(session)) {
      session.applications().terminate(app);
      session.out().println("application \"" + app + "\" operation terminating");
    }
    return ExitCode.OK;
  }
}
