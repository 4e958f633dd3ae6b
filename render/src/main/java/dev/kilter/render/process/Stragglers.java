package dev.kilter.render.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes that left the session of their run, and so outlive its end. Each was born with the
 * run's folder in its environment, and most are at work in it; by either they are found.
 */
final class Stragglers {
  private static final Path PROCESSES = Path.of("/proc");

  /** Each look may find what another had just started, but no longer once all are ended. */
  private static final int LOOKS = 50;

  private Stragglers() {}

  /** Ends all that belong to the run in {@code folder}; nothing where the system shows none. */
  static void end(Path folder) {
    for (int i = 0; i < LOOKS; i++) {
      List<ProcessHandle> found = of(folder);
      if (found.isEmpty()) {
        return;
      }
      found.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static List<ProcessHandle> of(Path folder) {
    try (Stream<Path> all = Files.list(PROCESSES)) {
      return all.filter(process -> belongs(process, folder))
          .flatMap(process -> handle(process).stream())
          .toList();
    } catch (IOException _) {
      return List.of(); // a system without such a folder
    }
  }

  private static boolean belongs(Path process, Path folder) {
    String name = process.getFileName().toString();
    return Character.isDigit(name.charAt(0))
        && (environment(process).contains(folder + "/") || worksIn(process, folder));
  }

  /** Nothing where the process is another user's, or gone; and the kernel's own have none. */
  private static String environment(Path process) {
    try {
      byte[] variables = Files.readAllBytes(process.resolve("environ"));
      return new String(variables, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }

  private static boolean worksIn(Path process, Path folder) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
    } catch (IOException _) {
      return false;
    }
  }

  private static Optional<ProcessHandle> handle(Path process) {
    return ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
        .filter(ProcessHandle::isAlive);
  }
}
