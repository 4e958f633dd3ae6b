package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter app set}. */
@Command(name = "set", description = "Change an application's spec.")
public final class AppSet extends Verb {
  @Mixin OneApp named = new OneApp();

  @Mixin SpecOptions spec = new SpecOptions();

  public AppSet(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = named.in(session);
    Document existing = session.applications().get(app, Refresh.NONE).tree();
    Document changed = spec.onto(existing);
    if (changed.equals(existing)) {
      throw CommandFailure.usage(
          "Nothing to change.",
          "No flag was given, or all say what the spec says already.",
          "kilter app set --help");
    }
    session.applications().update(app, changed, spec.validate);
    session.out().println("application \"" + app + "\" updated");
    return ExitCode.OK;
  }
}
