package dev.kilter.app.commandline;

import java.util.Optional;

/** The version that the jar's manifest names. */
final class Version {
  private Version() {}

  static String ofThisProgram() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
