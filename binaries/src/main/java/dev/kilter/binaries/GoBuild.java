package dev.kilter.binaries;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Builds the programs from Go modules: the way of a machine that reaches package registries and
 * nothing else.
 */
final class GoBuild implements BinarySource {
  private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(15);

  private final Optional<Path> go;
  private final Release release;

  GoBuild(Optional<Path> go, Release release) {
    this.go = go;
    this.release = release;
  }

  /** Uses the {@code go} of the search path or of its usual folder. */
  static GoBuild fromPath(Release release) {
    var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
    var go =
        Stream.concat(Stream.of(folders), Stream.of("/usr/local/go/bin", "/usr/lib/go/bin"))
            .map(folder -> Path.of(folder, "go"))
            .filter(Files::isExecutable)
            .findFirst();
    return new GoBuild(go, release);
  }

  @Override
  public String name() {
    return "build from Go modules";
  }

  @Override
  public void fetch(Path folder, Progress progress) throws IOException {
    var tool =
        go.orElseThrow(() ->
            new IOException(
                "no go command in the search path; install Go 1.26 (https://go.dev/dl)"));
    progress.line("building from source, once; usually " + release.usual() + " on 2 cores");
    for (var module : release.modules()) {
      var work = Files.createTempDirectory(folder, ".src-");
      Files.writeString(work.resolve("go.mod"), module.goMod());
      progress.line("resolving " + module.name() + " " + module.version() + " (usually 10 s)");
      run(tool, List.of("mod", "tidy"), work, progress);
      for (var command : module.commands()) {
        progress.line("building " + command.program() + " (usually " + command.usual() + ")");
        run(tool, arguments(module, command, folder), work, progress);
      }
      Trees.delete(work);
    }
  }

  private static List<String> arguments(GoModule module, GoModule.Command command, Path folder) {
    return List.of(
        "build",
        "-trimpath",
        "-ldflags=" + module.flags(),
        "-o",
        folder.resolve(command.program()).toString(),
        command.importPath());
  }

  private static void run(Path go, List<String> arguments, Path work, Progress progress)
      throws IOException {
    var line = new ArrayList<>(List.of(go.toString()));
    line.addAll(arguments);
    var log = work.resolve("go.log");
    var builder = new ProcessBuilder(line).directory(work.toFile()).redirectErrorStream(true);
    builder.redirectOutput(log.toFile()).environment().put("CGO_ENABLED", "0");
    var process = builder.start();
    try {
      long waited = 0;
      while (!process.waitFor(BETWEEN_SIGNS_OF_LIFE.toSeconds(), TimeUnit.SECONDS)) {
        waited += BETWEEN_SIGNS_OF_LIFE.toSeconds();
        progress.line("  still at it after " + waited + " s: " + arguments.getLast());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted during go " + arguments.getFirst());
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "go %s ended with %d: %s"
              .formatted(String.join(" ", arguments), process.exitValue(), lastLines(log)));
    }
  }

  private static String lastLines(Path log) throws IOException {
    var lines = Files.readString(log).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}
