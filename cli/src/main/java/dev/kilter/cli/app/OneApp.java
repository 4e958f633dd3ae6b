package dev.kilter.cli.app;

import dev.kilter.api.client.AppRef;
import dev.kilter.cli.session.Session;
import picocli.CommandLine.Parameters;

/** The application that a verb is for. */
final class OneApp {
  @Parameters(index = "0", paramLabel = "APP", description = "Name, or NAMESPACE/NAME.")
  String name = "";

  AppRef in(Session session) {
    return session.app(name);
  }
}
