package dev.kilter.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers a child by process id <em>and</em> start time, so that a later start can end what a
 * crash of machine or guard left over without ever touching a stranger that got the same id.
 */
public record PidFile(Path path) {
  /** The kernel's start times are derived from a boot time that may be corrected a little. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private static final int SECONDS_TO_END = 5;

  void write(ProcessHandle process) throws IOException {
    var started = process.info().startInstant().orElse(Instant.EPOCH);
    Files.writeString(path, process.pid() + " " + started.toEpochMilli() + "\n");
  }

  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends every process that the pid files in {@code folder} still name. */
  public static void sweep(Path folder) throws IOException {
    List<Path> files;
    try (var entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(".pid")).toList();
    }
    for (var file : files) {
      var pidFile = new PidFile(file);
      pidFile.leftOver().ifPresent(PidFile::end);
      pidFile.remove();
    }
  }

  private Optional<ProcessHandle> leftOver() throws IOException {
    var words = Files.readString(path).trim().split(" ", -1);
    if (words.length != 2) {
      return Optional.empty();
    }
    var started = Instant.ofEpochMilli(Long.parseLong(words[1]));
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(
            process -> process.info().startInstant().filter(at -> near(at, started)).isPresent());
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(CLOCK_TOLERANCE) <= 0;
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
