package dev.kilter.app.config;

import java.util.Optional;

/** The version that the jar's manifest names. */
public final class Version {
  private Version() {}

  public static String ofThisProgram() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
