package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir private Path folder;
  private String head;
  private TestKeys server;
  private String certificate;

  String keyAlgorithm() {
    return "EC";
  }

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  @BeforeEach
  void makeARepositoryAndACertificate() throws Exception {
    GitFolder origin = GitFolder.create(folder.resolve("srv/shop"));
    head = origin.write("a.yaml", "a: 1\n").commit("first");
    server = keys("git");
    certificate = server.certificate();
  }

  private TestKeys keys(String name) throws Exception {
    return TestKeys.make(folder, name, keyAlgorithm());
  }

  private Result<String> resolve(
      String url, Map<String, String> credentials, UnaryOperator<String> certificates)
      throws IOException {
    GitOptions options =
        new GitOptions(
            folder.resolve("cache"),
            () -> Fetchers.sources(false, client()),
            () -> Fetchers.WINDOW,
            () -> "",
            certificates,
            Map::of,
            ReferredAccess.OPEN,
            InstantSource.system());
    try (JGitFetcher fetcher = new JGitFetcher(options)) {
      Repository repository = new Repository(url, "git", "", "", credentials);
      return fetcher
          .resolve(repository, "main", "", Freshness.FORCED)
          .then(commit -> fetcher.tree(repository, commit).map(tree -> tree.commit()));
    }
  }

  @Test
  void trustsOnlyWhatItIsToldTo() throws Exception {
    try (HttpGitServer server =
        new HttpGitServer(folder.resolve("srv"), this.server.configurator())) {
      String url = server.url("shop");
      assertThat(failure(resolve(url, Map.of(), _ -> "")))
          .isInstanceOf(Failure.RepositoryUnreachable.class)
          .extracting(Failure::message)
          .asString()
          .contains(
              "TLS", "add the certificate that issued it to argocd-tls-certs-cm under 127.0.0.1");
      String stranger = keys("stranger").certificate();
      assertThat(failure(resolve(url, Map.of(), _ -> stranger)).message())
          .contains("argocd-tls-certs-cm under 127.0.0.1");
      assertThat(value(resolve(url, Map.of(), _ -> certificate))).isEqualTo(head);
      assertThat(value(resolve(url, Map.of("insecure", "true"), _ -> ""))).isEqualTo(head);
    }
  }

  @Test
  void showsItsClientCertificateWhereTheServerWantsOne() throws Exception {
    TestKeys client = keys("client");
    Map<String, String> right = client.credentials();
    Map<String, String> wrong = keys("stranger").credentials();
    HttpsConfigurator wantsOne = server.demanding(client);
    try (HttpGitServer server = new HttpGitServer(folder.resolve("srv"), wantsOne)) {
      String url = server.url("shop");
      assertThat(value(resolve(url, right, _ -> certificate))).isEqualTo(head);
      for (Map<String, String> credentials : List.of(wrong, Map.<String, String>of())) {
        assertThat(failure(resolve(url, credentials, _ -> certificate)))
            .isInstanceOf(Failure.RepositoryUnreachable.class);
      }
      Failure broken =
          failure(
              resolve(
                  url,
                  Map.of(
                      "tlsClientCertData",
                      right.get("tlsClientCertData"),
                      "tlsClientCertKey",
                      "canary"),
                  _ -> certificate));
      assertThat(broken.toString()).contains("TLS").doesNotContain("canary");
    }
  }
}
