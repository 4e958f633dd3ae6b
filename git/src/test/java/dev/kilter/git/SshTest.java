package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshTest {
  @TempDir private Path folder;

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  private SshKeys.Key key(String type, String name) throws Exception {
    return SshKeys.make(type, folder.resolve(name));
  }

  private GitFolder origin() throws IOException {
    GitFolder origin = GitFolder.create(folder.resolve("srv/shop"));
    origin.write("a.yaml", "a: 1\n").commit("first");
    return origin;
  }

  private Result<String> resolve(String url, Map<String, String> credentials, String knownHosts)
      throws IOException {
    GitOptions options =
        Fetchers.options(folder.resolve("cache"), InstantSource.system(), knownHosts, client());
    try (JGitFetcher fetcher = new JGitFetcher(options)) {
      Repository repository = new Repository(url, "git", "", "", credentials);
      return fetcher
          .resolve(repository, "main", "", Freshness.FORCED)
          .then(commit -> fetcher.tree(repository, commit).map(tree -> tree.commit()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa"})
  void fetchesWithAKeyFromAKnownHost(String type) throws Exception {
    String head = origin().git("rev-parse", "HEAD");
    SshKeys.Key key = key(type, "id");
    try (SshGitServer server = new SshGitServer(folder.resolve("srv"), key.open())) {
      Result<String> result =
          resolve(server.url("shop"), Map.of("sshPrivateKey", key.text()), server.knownHost());
      assertThat(value(result)).isEqualTo(head);
    }
  }

  @Test
  void refusesAnUnknownHostUnlessToldTo() throws Exception {
    String head = origin().git("rev-parse", "HEAD");
    SshKeys.Key key = key("ed25519", "id");
    try (SshGitServer server = new SshGitServer(folder.resolve("srv"), key.open())) {
      Map<String, String> credentials = Map.of("sshPrivateKey", key.text());
      String another = server.knownHost().replaceFirst("AAAA\\S+", "") + otherHostKey();
      for (String hosts : new String[] {"", "# nothing\n", another}) {
        assertThat(failure(resolve(server.url("shop"), credentials, hosts)))
            .isInstanceOf(Failure.RepositoryUnreachable.class)
            .extracting(Failure::message)
            .asString()
            .contains("argocd-ssh-known-hosts-cm");
      }
      Map<String, String> careless =
          Map.of("sshPrivateKey", key.text(), "insecureIgnoreHostKey", "true");
      assertThat(value(resolve(server.url("shop"), careless, ""))).isEqualTo(head);
    }
  }

  private String otherHostKey() throws Exception {
    String[] parts = PublicKeyEntry.toString(key("rsa", "other").open()).split(" ", -1);
    return parts[1];
  }

  @Test
  void isDeniedWithTheWrongKey() throws Exception {
    origin();
    SshKeys.Key right = key("ed25519", "right");
    SshKeys.Key wrong = key("ed25519", "wrong");
    try (SshGitServer server = new SshGitServer(folder.resolve("srv"), right.open())) {
      Failure failure =
          failure(
              resolve(
                  server.url("shop"), Map.of("sshPrivateKey", wrong.text()), server.knownHost()));
      assertThat(failure).isInstanceOf(Failure.RepositoryDenied.class);
      Failure broken =
          failure(
              resolve(server.url("shop"), Map.of("sshPrivateKey", "canary"), server.knownHost()));
      assertThat(broken.toString()).contains("sshPrivateKey").doesNotContain("canary");
      Failure missing =
          failure(
              resolve(
                  server.url("gone"), Map.of("sshPrivateKey", right.text()), server.knownHost()));
      assertThat(missing).isInstanceOf(Failure.RepositoryDenied.class);
    }
  }
}
