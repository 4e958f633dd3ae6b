package dev.kilter.sandbox.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A child process under a shell guard that ends it as soon as the guard's standard input closes.
 * The operating system closes that pipe when this JVM ends, however it ends, so nothing is left
 * running.
 */
public final class GuardedProcess implements AutoCloseable {
  /** SIGTERM first; SIGKILL for what is still there five seconds later. */
  private static final String GUARD =
      """
      log=$1; shift
      trap '' INT HUP
      exec 3<&0 0</dev/null
      "$@" 3<&- >>"$log" 2>&1 &
      child=$!
      echo "$child"
      exec >/dev/null 2>&1
      (
        while read -r _; do :; done <&3
        kill -TERM "$child"
        tries=0
        while [ "$tries" -lt 50 ] && kill -0 "$child"; do sleep 0.1; tries=$((tries + 1)); done
        kill -KILL "$child"
      ) &
      watch=$!
      exec 3<&-
      wait "$child"
      status=$?
      kill "$watch"
      exit "$status"
      """;

  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Process guard;
  private final long pid;
  private final Optional<ProcessHandle> child;
  private final Path log;
  private final PidFile pidFile;

  private GuardedProcess(Process guard, long pid, Path log, PidFile pidFile) {
    this.guard = guard;
    this.pid = pid;
    // Absent when the child has ended already.
    this.child = ProcessHandle.of(pid);
    this.log = log;
    this.pidFile = pidFile;
  }

  /** Starts {@code command}; its output is appended to {@code log}. */
  public static GuardedProcess start(List<String> command, Path log, PidFile pidFile)
      throws IOException {
    var line = new ArrayList<>(ownSession());
    line.addAll(List.of("/bin/sh", "-c", GUARD, "kilter-guard", log.toString()));
    line.addAll(command);
    var guard = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var output =
        new BufferedReader(new InputStreamReader(guard.getInputStream(), StandardCharsets.UTF_8));
    var first = output.readLine();
    if (first == null) {
      guard.destroyForcibly();
      throw new IOException("cannot start " + command.getFirst() + ": " + lastLines(log));
    }
    var process = new GuardedProcess(guard, Long.parseLong(first), log, pidFile);
    if (process.child.isPresent()) {
      pidFile.write(process.child.get());
    }
    return process;
  }

  public long pid() {
    return pid;
  }

  public boolean isAlive() {
    return guard.isAlive();
  }

  /** The end of what the process wrote, for error messages. */
  public String lastLines() {
    return lastLines(log);
  }

  /**
   * A Ctrl-C goes to everything in the terminal's foreground; servers must outlive who uses them,
   * so they get a session of their own where the system has a program for that.
   */
  private static List<String> ownSession() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(program -> Files.isExecutable(Path.of(program)))
        .findFirst()
        .map(List::of)
        .orElse(List.of());
  }

  /** Ends the process at once, as a crash would. */
  public void kill() {
    child.ifPresent(ProcessHandle::destroyForcibly);
    awaitEnd();
  }

  /** Ends the process in its own way, by force where it takes too long. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
    } catch (IOException _) {
      // The guard has ended already and its pipe with it.
    }
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!guard.waitFor(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
        child.ifPresent(ProcessHandle::destroyForcibly);
        guard.destroyForcibly();
      }
    } catch (InterruptedException _) {
      child.ifPresent(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
    pidFile.remove();
  }

  private static String lastLines(Path log) {
    try {
      var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    } catch (IOException e) {
      return "(its log " + log + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
