package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special about the system's git: it is a program, with arguments, files and children. */
class NativeClientTest {
  private static final String CANARY = "c4nary-of-nobody";
  @TempDir private Path folder;

  private JGitFetcher fetcher() throws IOException {
    return Fetchers.in(folder.resolve("cache"), Client.NATIVE);
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private static Result<String> head(JGitFetcher fetcher, Repository repository) {
    return fetcher.resolve(repository, "main", "", Freshness.FORCED);
  }

  /** The programs of git that this test process has started and that still run. */
  private static List<ProcessHandle> gits() {
    return ProcessHandle.current()
        .descendants()
        .filter(handle -> handle.info().commandLine().orElse("").contains("127.0.0.1"))
        .toList();
  }

  private <T> T whileSilent(int port, Callable<T> question, Runnable look) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> answer = threads.submit(question);
      await("git speaks to port " + port).until(() -> !gits().isEmpty());
      look.run();
      return answer.get();
    }
  }

  @Test
  void isChosenByASecret() throws IOException {
    GitFolder.create(folder.resolve("srv/shop")).write("a.yaml", "a: 1\n").commit("first");
    try (HttpGitServer server = new HttpGitServer(folder.resolve("srv"));
        JGitFetcher fetcher = Fetchers.in(cache())) {
      Repository odd = with(server, Map.of("kilter.git.client", "libgit2"));
      assertThat(failure(head(fetcher, odd)))
          .isEqualTo(
              new Failure.InvalidSpec(
                  "kilter.git.client of the repository must be jgit or native"));
      Repository named = with(server, Map.of("kilter.git.client", "native"));
      String head = value(head(fetcher, named));
      value(fetcher.tree(named, head));
      value(fetcher.tree(named, head));
      assertThat(server.count("info/refs"))
          .as("to git it is two conversations, to JGit one")
          .isEqualTo(2);
    }
  }

  private static Repository with(HttpGitServer server, Map<String, String> credentials) {
    return new Repository(server.url("shop"), "git", "", "", credentials);
  }

  @Test
  void showsSecretsToNobodyAndEndsWithAllItsChildrenInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        JGitFetcher fetcher = fetcher()) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/shop";
      Map<String, String> secrets =
          Map.of("username", "ada", "password", CANARY, "tlsClientCertKey", CANARY);
      Repository repository = new Repository(url, "git", "", "", secrets);
      Result<String> result =
          whileSilent(
              silent.getLocalPort(),
              () -> head(fetcher, repository),
              () -> {
                for (ProcessHandle git : gits()) {
                  assertThat(git.info().commandLine().orElse("")).doesNotContain(CANARY);
                }
                assertThat(filesWith(CANARY)).isEmpty();
              });
      assertThat(failure(result)).isInstanceOf(Failure.RepositoryUnreachable.class);
      assertThat(failure(result).message()).endsWith("no answer within 5 s");
      await("git and its helper are gone").until(() -> gits().isEmpty());
    }
  }

  private List<Path> filesWith(String text) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      return false; // it has just gone
    }
  }

  @Test
  void leavesNoKeyBehind() throws Exception {
    GitFolder shop = GitFolder.create(folder.resolve("srv/shop"));
    String head = shop.write("a.yaml", "a: 1\n").commit("first");
    SshKeys.Key key = SshKeys.make("ed25519", folder.resolve("id"));
    Files.delete(folder.resolve("id"));
    String line = key.text().lines().skip(1).findFirst().orElseThrow();
    try (SshGitServer server = new SshGitServer(folder.resolve("srv"), key.open());
        JGitFetcher fetcher =
            new JGitFetcher(
                Fetchers.options(
                    cache(),
                    java.time.InstantSource.system(),
                    server.knownHost(),
                    Client.NATIVE))) {
      Repository repository =
          new Repository(server.url("shop"), "git", "", "", Map.of("sshPrivateKey", key.text()));
      assertThat(value(head(fetcher, repository))).isEqualTo(head);
      value(fetcher.tree(repository, head));
      assertThat(filesWith(line)).isEmpty();
      try (Stream<Path> left = Files.list(cache())) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .noneMatch(name -> name.startsWith("run.new"));
      }
    }
  }

  @Test
  void asksNoForbiddenAddressAndRunsNoHelper() throws IOException {
    try (JGitFetcher fetcher = fetcher()) {
      for (String url :
          List.of(
              "http://169.254.169.254/x",
              "ssh://git@169.254.169.254/x",
              "git://169.254.169.254/x",
              "git@169.254.169.254:x")) {
        assertThat(failure(head(fetcher, Repository.open(url))).message())
            .as(url)
            .contains("link-local");
      }
      Path touched = folder.resolve("touched");
      for (String url :
          List.of("ext::sh -c touch% " + touched, "-utouch " + touched, "--upload-pack=x")) {
        assertThat(failure(head(fetcher, Repository.open(url))))
            .isInstanceOf(Failure.InvalidSpec.class);
      }
      assertThat(touched).doesNotExist();
    }
  }

  @Test
  void runsNoHookOfItsCopy() throws IOException {
    GitFolder shop = GitFolder.create(folder.resolve("srv/shop"));
    shop.write("a.yaml", "a: 1\n").commit("first");
    try (HttpGitServer server = new HttpGitServer(folder.resolve("srv"));
        JGitFetcher fetcher = fetcher()) {
      Repository repository = with(server, Map.of());
      value(fetcher.tree(repository, value(head(fetcher, repository))));
      Path touched = folder.resolve("touched");
      Path store = store();
      for (String hook : List.of("reference-transaction", "post-update", "update", "pre-auto-gc")) {
        Path file = Files.createDirectories(store.resolve("hooks")).resolve(hook);
        Files.writeString(file, "#!/bin/sh\ntouch " + touched + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
      }
      String next = shop.write("a.yaml", "a: 2\n").commit("second");
      assertThat(value(head(fetcher, repository))).isEqualTo(next);
      value(fetcher.tree(repository, next));
      assertThat(touched).doesNotExist();
    }
  }

  private Path store() throws IOException {
    try (Stream<Path> stores = Files.list(cache())) {
      return stores.filter(it -> Files.exists(it.resolve("objects"))).findAny().orElseThrow();
    }
  }
}
