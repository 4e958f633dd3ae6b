package dev.kilter.git.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkedProcessTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  @TempDir private Path folder;

  private String run(String script, Duration silence) throws IOException {
    return ForkedProcess.run(
        List.of("/bin/sh", "-c", script), Map.of("GIVEN", "yes"), folder, silence);
  }

  @Test
  void seesOnlyTheEnvironmentThatItIsGiven() throws IOException {
    assertThat(run("env", LONG).lines().map(line -> line.replaceFirst("=.*", "")))
        .contains("GIVEN")
        .doesNotContain("HOME", "USER", "JAVA_HOME", "MAVEN_OPTS");
  }

  @Test
  void failsWithItsLastWordsHoweverManyThereWere() {
    assertThatThrownBy(() ->
            run(
                "i=0; while [ $i -lt 9000 ]; do echo counting 50% >&2; i=$((i+1)); done;"
                    + " echo fatal: the end >&2; exit 1",
                LONG))
        .isInstanceOf(IOException.class)
        .hasMessage("fatal: the end");
    assertThatThrownBy(() -> run("exit 3", LONG)).hasMessage("git failed without a word");
  }

  @Test
  void concludesNothingFromAnAnswerThatWasCut() {
    assertThatThrownBy(() -> run("head -c 80000000 /dev/zero", LONG))
        .hasMessage("it answers with more than 64 MB");
  }

  @Test
  void endsWithItsChildrenWhereItIsSilent() throws IOException {
    Path number = folder.resolve("child");
    assertThatThrownBy(() -> run("sleep 600 & echo $! > child; wait", Duration.ofSeconds(1)))
        .isInstanceOf(SocketTimeoutException.class);
    long child = Long.parseLong(java.nio.file.Files.readString(number).strip());
    await("the child is gone")
        .until(
            () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).equals(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "fatal: unable to access 'x': Could not resolve host: x, UnknownHost",
    "ssh: connect to host x port 22: Connection refused, Connect",
    "ssh: connect to host x port 22: Connection timed out, SocketTimeout",
    "fatal: unable to access 'x': SSL certificate problem: self-signed certificate, SSL",
    "fatal: unable to access 'x': server certificate verification failed. CAfile: none, SSL",
    "fatal: repository 'https://ssl.example/tls' not found, NoRemoteRepository",
    "kex_exchange_identification: Connection closed by remote host, EOF",
  })
  void knowsWhatGitSays(String words, String type) {
    Class<? extends IOException> expected =
        switch (type) {
          case "UnknownHost" -> UnknownHostException.class;
          case "Connect" -> ConnectException.class;
          case "SocketTimeout" -> SocketTimeoutException.class;
          case "SSL" -> SSLException.class;
          case "NoRemoteRepository" -> NoRemoteRepositoryException.class;
          default -> EOFException.class;
        };
    assertThat(GitWords.fault(words)).isInstanceOf(expected).hasMessageContaining(words);
  }
}
