package dev.kilter.cli.session;

import picocli.CommandLine.Option;

/** The {@code --timeout} of every verb that waits. */
public final class Timeout {
  @Option(names = "--timeout", paramLabel = "SECONDS", description = "Longest wait; 0: no limit.")
  private long seconds;

  public long seconds() {
    return seconds;
  }
}
