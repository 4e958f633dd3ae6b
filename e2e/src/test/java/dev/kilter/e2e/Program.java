package dev.kilter.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs as a user's shell would, the packaged {@code kilter} among them. */
final class Program {
  /** What a finished program printed, and its exit code. */
  record Outcome(int code, String out, String err) {
    Outcome expect(int expected) {
      if (code != expected) {
        throw new AssertionError("exit code %d\n%s\n%s".formatted(code, out, err));
      }
      return this;
    }
  }

  private static final Path LAUNCHER =
      Path.of(System.getProperty("kilter.root"), "app/target/dist/bin/kilter");

  /** Servers that whoever runs these tests has logged in to are none of theirs. */
  private static final Map<String, String> NO_CONTEXTS =
      Map.of("ARGOCD_CONFIG_DIR", "/nonexistent", "ARGOCD_SERVER", "", "ARGOCD_OPTS", "");

  private Program() {}

  static Path launcher() {
    return LAUNCHER;
  }

  static Outcome kilter(Map<String, String> environment, String... words) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(words));
    return run(Path.of("."), environment, command);
  }

  static Outcome shell(Path folder, Map<String, String> environment, String line) {
    return run(folder, environment, List.of("/bin/bash", "-c", line));
  }

  static Process start(Map<String, String> environment, Path log, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome run(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("kilter-e2e", ".out");
      Path err = Files.createTempFile("kilter-e2e", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(NO_CONTEXTS);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("did not end: " + command + "\n" + Files.readString(err));
      }
      Outcome outcome =
          new Outcome(
              process.exitValue(),
              Files.readString(out, StandardCharsets.UTF_8),
              Files.readString(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
