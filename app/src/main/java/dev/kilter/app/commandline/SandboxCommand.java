package dev.kilter.app.commandline;

import dev.kilter.app.config.Logging;
import dev.kilter.model.settings.Settings.LogFormat;
import dev.kilter.model.settings.Settings.LogLevel;
import dev.kilter.model.settings.Settings.Telemetry;
import dev.kilter.sandbox.Main;
import dev.kilter.sandbox.binaries.ControlPlaneRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code kilter sandbox}: the local control plane by hand; {@code binaries} gets its programs. */
final class SandboxCommand {
  private SandboxCommand() {}

  static int run(String[] words) {
    new Logging(Optional.of(LogFormat.TEXT), Optional.of(LogLevel.WARN)).configure(Telemetry.NONE);
    if (!Arrays.asList(words).equals(List.of("binaries"))) {
      Main.main(words);
      return 0;
    }
    Optional<Path> given = Optional.ofNullable(System.getenv("KILTER_SANDBOX_BIN")).map(Path::of);
    try {
      System.out.println(
          ControlPlaneRelease.resolve(given, System.err::println).kubectl().getParent());
      return 0;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }
}
