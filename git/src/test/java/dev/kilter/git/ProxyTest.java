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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys {@code proxy} and {@code noProxy} of a repository, against a real proxy. */
class ProxyTest {
  @TempDir private Path folder;
  private String head;
  private HttpGitServer server;
  private ProxyServer proxy;
  private JGitFetcher fetcher;

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  @BeforeEach
  void serveARepositoryBehindAProxy() throws IOException {
    head = GitFolder.create(folder.resolve("srv/shop")).write("a.yaml", "a: 1\n").commit("first");
    server = new HttpGitServer(folder.resolve("srv"));
    proxy = new ProxyServer();
    fetcher = Fetchers.in(folder.resolve("cache"), client());
  }

  @AfterEach
  void close() throws IOException {
    fetcher.close();
    proxy.close();
    server.close();
  }

  private Result<String> resolve(Map<String, String> credentials) {
    Repository repository = new Repository(server.url("shop"), "git", "", "", credentials);
    return fetcher
        .resolve(repository, "main", "", Freshness.FORCED)
        .then(commit -> fetcher.tree(repository, commit).map(tree -> tree.commit()));
  }

  @Test
  void goesThroughTheProxyWithTheCredentialsOfTheRepository() {
    server.wantsBasic("ada", "secret");
    Map<String, String> credentials =
        Map.of("proxy", proxy.url(), "username", "ada", "password", "secret");
    assertThat(value(resolve(credentials))).isEqualTo(head);
    assertThat(proxy.asked()).hasSameSizeAs(server.requests());
    assertThat(proxy.asked()).allMatch(line -> line.contains(server.url("shop") + "/"));
  }

  @Test
  void goesAroundTheProxyToHostsThatAreExempt() {
    for (String noProxy : List.of("127.0.0.1", "other.example, 127.0.0.1", "*")) {
      assertThat(value(resolve(Map.of("proxy", proxy.url(), "noProxy", noProxy)))).isEqualTo(head);
    }
    assertThat(proxy.asked()).isEmpty();
    assertThat(value(resolve(Map.of("proxy", proxy.url(), "noProxy", "other.example"))))
        .isEqualTo(head);
    assertThat(proxy.asked()).isNotEmpty();
  }

  @Test
  void usesNoProxyThatItIsNotTold() {
    assertThat(value(resolve(Map.of()))).isEqualTo(head);
    assertThat(proxy.asked()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAProxy() throws IOException {
    assertThat(failure(resolve(Map.of("proxy", "no proxy"))))
        .isInstanceOf(Failure.InvalidSpec.class)
        .extracting(Failure::message)
        .asString()
        .contains("http://host:port");
    String gone = proxy.url();
    proxy.close();
    assertThat(failure(resolve(Map.of("proxy", gone))))
        .isInstanceOf(Failure.RepositoryUnreachable.class);
    assertThat(server.requests()).isEmpty();
  }
}
