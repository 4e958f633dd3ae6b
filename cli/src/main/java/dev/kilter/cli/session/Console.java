package dev.kilter.cli.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** Everything of the outside world that a command may touch. */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Terminal terminal,
    Map<String, String> environment,
    Ticker ticker) {
  public Console {
    environment = Map.copyOf(environment);
  }

  /** Empty where the variable is not set. */
  public String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
