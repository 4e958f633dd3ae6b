package dev.kilter.render.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.render.input.Unrenderable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in the place of programs; each does what an attacker's input may make a program do. */
class ToolRunTest {
  private static final long MEGABYTE = 1024 * 1024;
  private static final Limits AMPLE =
      new Limits(Duration.ofMinutes(1), 1024 * MEGABYTE, MEGABYTE, 1_000, 10 * MEGABYTE);
  private static final Limits SHORT =
      new Limits(Duration.ofSeconds(1), 1024 * MEGABYTE, MEGABYTE, 1_000, 10 * MEGABYTE);

  @TempDir Path folder;
  private Scratch scratch;

  @BeforeEach
  void makeScratch() throws IOException {
    scratch = ScratchFolders.in(folder.resolve("runs")).make();
  }

  @AfterEach
  void leavesNothing() throws IOException {
    scratch.close();
    try (Stream<Path> left = Files.list(folder.resolve("runs"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void handsBackWhatTheProgramWrote() {
    ToolRun.Output output = run(AMPLE, "echo \"$1\"; echo warned >&2", "hello");
    assertThat(output.failed()).isFalse();
    assertThat(output.text()).isEqualTo("hello\n");
    assertThat(output.words()).isEqualTo("warned");
  }

  @Test
  void handsBackWhyItFailedWithoutThePathsOfItsFolder() {
    ToolRun.Output output = run(AMPLE, "echo \"no $PWD/base/a.yaml in $PWD\" >&2; exit 3");
    assertThat(output.status()).isEqualTo(3);
    assertThat(output.words()).isEqualTo("no base/a.yaml in .");
  }

  @Test
  void givesItNothingOfThisProcess() {
    String[] lines = run(AMPLE, "export -p; command -v git || echo none").text().split("\n", -1);
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(line)
                .matches(
                    "export (PATH|HOME|TMPDIR|XDG_[A-Z_]+|GOMEMLIMIT|GOTRACEBACK|GIT_[A-Z_]+"
                        + "|HTTPS?_PROXY|NO_PROXY|LC_ALL|PWD|OLDPWD|SHLVL|EXTRA).*|none|"));
    assertThat(lines).contains("none").anyMatch(line -> line.contains("EXTRA='1'"));
  }

  @Test
  void endsWhatTakesTooLongWithAllItsChildren() throws IOException {
    String script = "sh -c 'echo $$ > child; while :; do :; done' & while :; do :; done";
    assertThatThrownBy(() -> run(SHORT, script.replace("sh -c", "/bin/sh -c")))
        .isInstanceOf(Unrenderable.class)
        .hasMessage("program took longer than 1 s, and was ended; nothing is concluded");
    assertGone(scratch.input().resolve("child"));
  }

  @Test
  void endsWhatAProgramLeavesRunning() throws IOException {
    run(
        AMPLE,
        "/bin/sh -c 'echo $$ > child; while :; do :; done' & while [ ! -s child ]; do :; done");
    assertGone(scratch.input().resolve("child"));
  }

  @Test
  void endsWhatLeftTheSession() throws IOException {
    run(
        AMPLE,
        "/usr/bin/setsid /bin/sh -c 'echo $$ > child; cd /; while :; do :; done' &"
            + " while [ ! -s child ]; do :; done");
    assertGone(scratch.input().resolve("child"));
  }

  @Test
  void endsWhatLeftTheSessionAndForgotItsEnvironment() throws IOException {
    run(
        AMPLE,
        "/usr/bin/env -i /usr/bin/setsid /bin/sh -c 'echo $$ > child; while :; do :; done' &"
            + " while [ ! -s child ]; do :; done");
    assertGone(scratch.input().resolve("child"));
  }

  @Test
  void endsAForkThatNeverStops() {
    String bomb = "f() { while :; do /bin/sh -c : & done; }; f";
    assertThatThrownBy(() -> run(SHORT, bomb)).hasMessageContaining("took longer than 1 s");
  }

  @Test
  void boundsTheOutput() {
    assertThatThrownBy(
            () -> run(AMPLE, "while echo 0123456789012345678901234567890123456789; do :; done"))
        .hasMessage("program wrote more than 1 MB, and was ended; nothing is concluded");
  }

  @Test
  void boundsTheMemory() {
    Limits small = new Limits(Duration.ofMinutes(1), 16 * MEGABYTE, MEGABYTE, 1_000, MEGABYTE);
    ToolRun.Output output = run(small, "a=0123456789; while a=$a$a; do :; done");
    assertThat(output.failed()).isTrue();
  }

  @Test
  void boundsTheNumberOfFiles() {
    String script = "i=0; while :; do i=$((i+1)); : > f$i; done";
    assertThatThrownBy(() -> run(AMPLE, script)).hasMessageContaining("made more than 1000 files");
  }

  @Test
  void boundsWhatAllFilesHold() {
    String script =
        "a=0123456789; a=$a$a$a$a$a$a$a$a$a$a; a=$a$a$a$a$a$a$a$a$a$a; a=$a$a$a$a$a$a$a$a$a$a;"
            + " a=$a$a$a$a$a$a$a$a$a$a; i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo $a > f$i; done";
    assertThatThrownBy(() -> run(AMPLE, script)).hasMessageContaining("wrote more than 10 MB");
  }

  @Test
  void clearsFoldersThatAProgramClosedToItself() {
    run(AMPLE, ": > a; cd ..; umask 777; cd input; : > b");
    assertThat(scratch.input().resolve("a")).exists();
  }

  private ToolRun.Output run(Limits limits, String script, String... arguments) {
    Path program = folder.resolve("program");
    try {
      Files.writeString(program, "#!/bin/sh\n" + script + "\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new ToolRun(scratch, limits)
        .run(program, List.of(arguments), scratch.input(), Map.of("EXTRA", "1"));
  }

  private static void assertGone(Path pidFile) throws IOException {
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }
}
