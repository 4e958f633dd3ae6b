package dev.kilter.app.commandline;

import dev.kilter.app.config.Version;
import dev.kilter.cli.Cli;
import dev.kilter.cli.session.Console;
import dev.kilter.cli.session.Ticker;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs the read commands once, for the JVM to learn what they load ({@code build/train-aot}); what
 * they print is thrown away.
 */
final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--version"),
          List.of("version"),
          List.of("app", "list"),
          List.of("app", "list", "-o", "json"),
          List.of("app", "get", "app-1"),
          List.of("app", "history", "app-1"),
          List.of("app", "resources", "app-1"),
          List.of("app", "diff", "app-1"),
          List.of("app", "explain", "app-1"),
          List.of("app", "lits"),
          List.of("nope"),
          List.of("app", "list", "--server", "nowhere"),
          List.of("app", "list", "--no-such-option"),
          List.of("app", "get", "app-1", "--no-such-option"),
          List.of("app", "get"),
          List.of("app", "--help"));

  private Training() {}

  static int run() {
    Console real = Consoles.ofThisProcess(Ticker.system());
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console quiet =
        new Console(
            real.in(), nowhere, nowhere, real.terminal(), real.environment(), real.ticker());
    try (LastWord _ = LastWord.ofThisThread()) {
      for (List<String> command : COMMANDS) {
        new Cli(quiet, new CoreClients(Version.ofThisProgram())).run(command);
      }
    }
    return 0;
  }
}
