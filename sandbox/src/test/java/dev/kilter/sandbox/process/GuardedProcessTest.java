package dev.kilter.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {
  private static final List<String> FOR_EVER = List.of("sleep", "3600");

  @TempDir Path folder;

  @Test
  void endsWithItsHandle() throws IOException {
    var process = start(FOR_EVER);
    var child = handle(process);
    assertThat(child.isAlive()).isTrue();
    process.close();
    assertThat(child.isAlive()).isFalse();
    assertThat(folder.resolve("child.pid")).doesNotExist();
  }

  @Test
  void endsAChildThatWillNotListen() throws IOException {
    var process = start(List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"));
    var child = handle(process);
    await().until(() -> Files.readString(folder.resolve("child.log")).contains("deaf"));
    process.close();
    await().until(() -> !child.isAlive());
  }

  @Test
  void knowsWhenItsChildHasEnded() throws IOException {
    var process = start(List.of("sh", "-c", "echo last words; exit 3"));
    await().until(() -> !process.isAlive());
    assertThat(process.lastLines()).isEqualTo("last words");
    process.close();
  }

  @Test
  void saysInTheLogWhatCouldNotBeRun() throws IOException {
    var process = start(List.of("/no/such/program"));
    await().until(() -> !process.isAlive());
    assertThat(process.lastLines()).contains("/no/such/program");
    process.close();
  }

  @Test
  void sweepsWhatAnEarlierRunHasLeft() throws IOException {
    var left = new ProcessBuilder(FOR_EVER).start();
    new PidFile(folder.resolve("left.pid")).write(left.toHandle());
    PidFile.sweep(folder);
    await().until(() -> !left.isAlive());
    assertThat(folder.resolve("left.pid")).doesNotExist();
  }

  @Test
  void sparesAStrangerWithTheSameId() throws IOException {
    var stranger = new ProcessBuilder(FOR_EVER).start();
    try {
      var earlier = Instant.now().minusSeconds(3600).toEpochMilli();
      Files.writeString(folder.resolve("old.pid"), stranger.pid() + " " + earlier + "\n");
      PidFile.sweep(folder);
      assertThat(stranger.isAlive()).isTrue();
      assertThat(folder.resolve("old.pid")).doesNotExist();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void refusesALogThatCannotBeWritten() {
    var log = folder.resolve("no-such-folder").resolve("child.log");
    var pidFile = new PidFile(folder.resolve("child.pid"));
    assertThatThrownBy(
            () -> {
              try (var process = GuardedProcess.start(FOR_EVER, log, pidFile)) {
                await().until(() -> !process.isAlive());
                throw new IOException(process.lastLines());
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("child.log");
  }

  private GuardedProcess start(List<String> command) throws IOException {
    var pidFile = new PidFile(folder.resolve("child.pid"));
    return GuardedProcess.start(command, folder.resolve("child.log"), pidFile);
  }

  private static ProcessHandle handle(GuardedProcess process) {
    return ProcessHandle.of(process.pid()).orElseThrow();
  }
}
