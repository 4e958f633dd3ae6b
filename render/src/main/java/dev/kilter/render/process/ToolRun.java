package dev.kilter.render.process;

import dev.kilter.model.failure.Failure;
import dev.kilter.render.input.Unrenderable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a program on untrusted input: in a folder and a session of its own, with an empty
 * environment and bounds on all it uses. A shell stands guard: it ends the whole session when the
 * program has ended, when its time is over, and when this process is gone, however that ended.
 */
public final class ToolRun {
  /** Everything in the session is in the guard's process group, so one kill reaches all of it. */
  private static final String GUARD =
      """
      ulimit -c 0; ulimit -d "$1"; ulimit -f "$2"; ulimit -t "$3"
      out=$4; err=$5; shift 5
      exec 3<&0 0</dev/null
      "$@" 3<&- >"$out" 2>"$err" &
      child=$!
      (
        exec >/dev/null 2>&1
        while read -r _; do :; done <&3
        kill -KILL 0
      ) &
      exec 3<&-
      wait "$child"
      echo "$?"
      exec >/dev/null 2>&1
      kill -KILL 0
      """;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);
  private static final int MAX_WORDS = 64 * 1024;

  private final Scratch scratch;
  private final Limits limits;

  public ToolRun(Scratch scratch, Limits limits) {
    this.scratch = scratch;
    this.limits = limits;
  }

  /**
   * What the program wrote.
   *
   * @param words what it wrote to standard error, without the paths of its folder
   */
  public record Output(int status, String text, String words) {
    public boolean failed() {
      return status != 0;
    }
  }

  /**
   * Runs {@code program} in {@code folder} to its end.
   *
   * @throws Unrenderable where it goes over a limit
   */
  public Output run(Path program, List<String> arguments, Path folder, Map<String, String> more) {
    String name = String.valueOf(program.getFileName());
    Path out = scratch.folder().resolve("out");
    Path err = scratch.folder().resolve("err");
    List<String> line = new ArrayList<>(command(out, err));
    line.add(program.toString());
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD).environment().clear();
    builder.environment().putAll(environment());
    builder.environment().putAll(more);
    try {
      Process guard = builder.start();
      try {
        await(guard, name);
        return output(guard, name, out, err);
      } finally {
        end(guard);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be run: " + e.getMessage(), e);
    }
  }

  private List<String> command(Path out, Path err) {
    return List.of(
        session(),
        "/bin/sh",
        "-c",
        GUARD,
        "kilter-render",
        String.valueOf(limits.memory() / 1024),
        String.valueOf(limits.output() / 512),
        String.valueOf(2 * limits.time().toSeconds() + 1),
        out.toString(),
        err.toString());
  }

  private static String session() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(program -> Files.isExecutable(Path.of(program)))
        .findFirst()
        .orElseThrow(() ->
            new Unrenderable(
                new Failure.ToolUnsupported(
                    "setsid",
                    "programs that render are run in a session of their own, and this system has no"
                        + " setsid (util-linux) for it; install it")));
  }

  /** Nothing of ours; homes in the folder, and no way to any network or program. */
  private Map<String, String> environment() {
    String home = scratch.home().toString();
    String nowhere = "http://127.0.0.1:9";
    return Map.ofEntries(
        Map.entry("PATH", scratch.empty().toString()),
        Map.entry("HOME", home),
        Map.entry("TMPDIR", scratch.temporary().toString()),
        Map.entry("XDG_CONFIG_HOME", home + "/config"),
        Map.entry("XDG_CACHE_HOME", home + "/cache"),
        Map.entry("XDG_DATA_HOME", home + "/data"),
        Map.entry("GOMEMLIMIT", String.valueOf(limits.memory() / 4 * 3)),
        Map.entry("GOTRACEBACK", "none"),
        Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
        Map.entry("GIT_ALLOW_PROTOCOL", "none"),
        Map.entry("GIT_TERMINAL_PROMPT", "0"),
        Map.entry("HTTP_PROXY", nowhere),
        Map.entry("HTTPS_PROXY", nowhere),
        Map.entry("NO_PROXY", ""),
        Map.entry("LC_ALL", "C.UTF-8"));
  }

  private void await(Process guard, String name) throws IOException {
    long deadline = System.nanoTime() + limits.time().toNanos();
    try {
      while (!guard.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() > deadline) {
          throw over(name, "took longer than " + limits.time().toSeconds() + " s");
        }
        Optional<String> excess = excess();
        if (excess.isPresent()) {
          throw over(name, excess.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unrenderable(new Failure.Defect("interrupted while " + name + " ran"));
    }
  }

  private Optional<String> excess() throws IOException {
    long bytes = 0;
    int files = 0;
    try (Stream<Path> all = Files.walk(scratch.folder())) {
      for (Path path : (Iterable<Path>) all::iterator) {
        files++;
        bytes += path.toFile().isFile() ? path.toFile().length() : 0;
      }
    } catch (UncheckedIOException _) {
      return Optional.empty(); // a file went while we looked
    }
    if (files > limits.files()) {
      return Optional.of("made more than " + limits.files() + " files");
    }
    return bytes > limits.disk()
        ? Optional.of("wrote more than " + megabytes(limits.disk()))
        : Optional.empty();
  }

  private Output output(Process guard, String name, Path out, Path err) throws IOException {
    Optional<String> excess = excess();
    if (excess.isPresent()) {
      throw over(name, excess.get());
    }
    String status =
        new String(guard.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    String words = scratch.withoutPaths(start(err));
    if (status.isEmpty()) {
      throw over(name, "was ended from outside");
    }
    if (Files.size(out) >= limits.output() / 512 * 512) {
      throw over(name, "wrote more than " + megabytes(limits.output()));
    }
    if (!status.equals("0") && words.contains("out of memory")) {
      throw over(name, "needed more than " + megabytes(limits.memory()) + " of memory");
    }
    return new Output(Integer.parseInt(status), Files.readString(out), words);
  }

  private static String start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_WORDS), StandardCharsets.UTF_8).strip();
    }
  }

  private static String megabytes(long bytes) {
    return bytes / (1024 * 1024) + " MB";
  }

  private static Unrenderable over(String name, String what) {
    return Unrenderable.file("", 0, name + " " + what + ", and was ended; nothing is concluded");
  }

  /**
   * The guard ends the session as soon as its input ends. What had left the session is ended after
   * that, so that nobody is there to start it anew.
   */
  private void end(Process guard) throws IOException {
    List<ProcessHandle> descendants = guard.descendants().toList();
    boolean interrupted = Thread.interrupted();
    try {
      guard.getOutputStream().close();
    } catch (IOException _) {
      // The guard has ended already and its pipe with it.
    }
    try {
      if (!guard.waitFor(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
        guard.destroyForcibly();
      }
    } catch (InterruptedException _) {
      interrupted = true;
      guard.destroyForcibly();
    }
    try {
      descendants.forEach(ProcessHandle::destroyForcibly);
      Stragglers.end(scratch.folder());
      guard.getInputStream().close();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
