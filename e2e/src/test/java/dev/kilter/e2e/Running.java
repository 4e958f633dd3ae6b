package dev.kilter.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that keeps running, its output going into a file. */
record Running(Process process, Path log) implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(90);

  /** SIGINT is restored: a shell that runs tests in the background has it ignored. */
  static Running start(Path log, List<String> words) {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(words);
    return new Running(Program.start(Map.of(), log, command), log);
  }

  Running awaitText(String text) {
    await()
        .alias("\"" + text + "\" in " + log)
        .atMost(LONG)
        .until(() -> output().contains(text) || !process.isAlive());
    if (!output().contains(text)) {
      throw new AssertionError("it ended without saying \"" + text + "\":\n" + output());
    }
    return this;
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void signal(String signal) {
    Program.shell(Path.of("."), Map.of(), "kill -" + signal + " " + process.pid()).expect(0);
  }

  /** Waits until it ends by itself; its exit code. */
  int awaitEnd() {
    return awaitEnd(LONG);
  }

  int awaitEnd(Duration patience) {
    await().alias("the end of " + log).atMost(patience).until(() -> !process.isAlive());
    return process.exitValue();
  }

  /** Sends a signal and waits for the end. */
  void end(String signal) {
    signal(signal);
    await().alias("the end after SIG" + signal).atMost(LONG).until(() -> !process.isAlive());
  }

  /** SIGKILL, as directly as it goes. */
  void kill() {
    process.destroyForcibly();
    await().alias("the end after SIGKILL").atMost(LONG).until(() -> !process.isAlive());
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      end("TERM");
    }
  }
}
