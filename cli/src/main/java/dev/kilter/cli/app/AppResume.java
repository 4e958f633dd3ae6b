package dev.kilter.cli.app;

import dev.kilter.api.client.AppRef;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter app resume}. */
@Command(name = "resume", description = "End a hold: auto-sync goes on.")
public final class AppResume extends Verb {
  @Mixin OneApp named = new OneApp();

  public AppResume(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = named.in(session);
    session.applications().resume(app);
    session.out().println("application \"" + app + "\" resumed");
    return ExitCode.OK;
  }
}
