package dev.kilter.render.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that runs a program, as the kernel would, and looks at what stays. */
class KilledTest {
  @TempDir Path folder;

  /** Runs the program at {@code arguments[1]} below {@code arguments[0]}. */
  public static final class Runner {
    private Runner() {}

    public static void main(String[] arguments) throws IOException {
      Limits ample = new Limits(Duration.ofMinutes(5), 1L << 30, 1L << 20, 1_000, 1L << 24);
      try (Scratch scratch = ScratchFolders.in(Path.of(arguments[0])).make()) {
        new ToolRun(scratch, ample)
            .run(Path.of(arguments[1]), List.of(), scratch.input(), Map.of());
      }
    }
  }

  @Test
  void leavesNoProcessAndNoFolder() throws Exception {
    Path pid = folder.resolve("pid");
    Path apart = folder.resolve("apart");
    Path program = folder.resolve("program");
    String child = "/bin/sh -c 'echo $$ > %1$s.new; /bin/mv %1$s.new %1$s; while :; do :; done' &";
    Files.writeString(
        program,
        "#!/bin/sh\n/usr/bin/setsid "
            + child.formatted(apart)
            + "\nwhile [ ! -e "
            + apart
            + " ]; do :; done\n"
            + child.formatted(pid)
            + "\nwait\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path runs = folder.resolve("runs");
    Process runner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Runner.class.getName(),
                runs.toString(),
                program.toString())
            .inheritIO()
            .start();
    try {
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(pid));
      long left = Long.parseLong(Files.readString(pid).strip());
      runner.destroyForcibly().waitFor();
      Awaitility.await()
          .until(() -> ProcessHandle.of(left).filter(ProcessHandle::isAlive).isEmpty());
      assertThat(children(runs)).isOne();
      ScratchFolders.in(runs);
      assertThat(children(runs)).isZero();
      long leftApart = Long.parseLong(Files.readString(apart).strip());
      Awaitility.await()
          .until(() -> ProcessHandle.of(leftApart).filter(ProcessHandle::isAlive).isEmpty());
    } finally {
      runner.destroyForcibly();
    }
  }

  private static long children(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
