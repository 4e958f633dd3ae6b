package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.git.transport.RemoteObserver;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chart repositories and registries behind certificates and proxies. */
class WebTlsTest {
  private static final String INDEX = "entries: {web: [{version: 1.2.0, urls: [web.tgz]}]}";
  private static final String TAGS = "{\"tags\": [\"1.2.0\"]}";
  @TempDir private Path folder;
  private TestKeys keys;
  private String certificate;

  @BeforeEach
  void makeACertificate() throws Exception {
    keys = TestKeys.make(folder, "server");
    certificate = keys.certificate();
  }

  private static WebServer published(WebServer server) {
    return server.with("charts/index.yaml", INDEX).with("v2/web/tags/list", TAGS);
  }

  private Result<String> highest(Repository repository, UnaryOperator<String> certificates)
      throws IOException {
    GitOptions options =
        new GitOptions(
            folder.resolve("git"),
            () -> Fetchers.sources(false),
            () -> Fetchers.WINDOW,
            () -> "",
            certificates,
            Map::of,
            ReferredAccess.OPEN,
            InstantSource.system());
    try (AnySource source = new AnySource(options, RemoteObserver.NONE)) {
      return source.resolve(repository, "*", "", Freshness.FORCED);
    }
  }

  /** The server's chart repository and its registry. */
  private static List<Repository> both(WebServer server, Map<String, String> credentials) {
    Map<String, String> oci = new HashMap<>(credentials);
    if (server.url("").startsWith("http:")) {
      oci.put("insecureOCIForceHttp", "true");
    }
    return List.of(
        new Repository(server.url("charts"), "helm", "", "", credentials).withChart("web"),
        new Repository("oci://" + server.host(), "helm", "", "", oci).withChart("web"));
  }

  @Test
  void trustWhomTheConfigMapNamesForTheHost() throws Exception {
    String stranger = TestKeys.make(folder, "stranger").certificate();
    try (WebServer server = published(new WebServer(keys.configurator()))) {
      for (Repository repository : both(server, Map.of())) {
        assertThat(value(highest(repository, host -> host.equals("127.0.0.1") ? certificate : "")))
            .isEqualTo("1.2.0");
        for (String wrong : List.of("", stranger)) {
          assertThat(failure(highest(repository, _ -> wrong)))
              .isInstanceOf(Failure.RepositoryUnreachable.class)
              .extracting(Failure::message)
              .asString()
              .contains(
                  "TLS",
                  "add the certificate that issued it to argocd-tls-certs-cm under 127.0.0.1");
        }
      }
      for (Repository repository : both(server, Map.of("insecure", "true"))) {
        assertThat(value(highest(repository, _ -> ""))).isEqualTo("1.2.0");
      }
    }
  }

  @Test
  void showTheirClientCertificateToTheirOwnHostOnly() throws Exception {
    TestKeys client = TestKeys.make(folder, "client");
    try (WebServer server = published(new WebServer(keys.demanding(client)));
        WebServer front = new WebServer(keys.configurator())) {
      for (Repository repository : both(server, client.credentials())) {
        assertThat(value(highest(repository, _ -> certificate))).isEqualTo("1.2.0");
      }
      Map<String, String> stranger = TestKeys.make(folder, "stranger").credentials();
      for (Map<String, String> other : List.of(stranger, Map.<String, String>of())) {
        for (Repository repository : both(server, other)) {
          assertThat(failure(highest(repository, _ -> certificate)))
              .isInstanceOf(Failure.RepositoryUnreachable.class);
        }
      }
      front.redirecting("charts/index.yaml", server.url("charts/index.yaml"));
      assertThat(failure(highest(both(front, client.credentials()).getFirst(), _ -> certificate)))
          .as("a redirect takes no client certificate along")
          .isInstanceOf(Failure.RepositoryUnreachable.class);
    }
  }

  @Test
  void goThroughTheirProxyAndAroundItWhereTheyAreExempt() throws Exception {
    try (WebServer plain = published(new WebServer());
        WebServer secured = published(new WebServer(keys.configurator()));
        ProxyServer proxy = new ProxyServer()) {
      for (WebServer server : List.of(plain, secured)) {
        for (Repository repository :
            both(server, Map.of("proxy", proxy.url(), "noProxy", "127.0.0.1"))) {
          assertThat(value(highest(repository, _ -> certificate))).isEqualTo("1.2.0");
        }
      }
      assertThat(proxy.asked()).isEmpty();
      for (WebServer server : List.of(plain, secured)) {
        for (Repository repository : both(server, Map.of("proxy", proxy.url()))) {
          assertThat(value(highest(repository, _ -> certificate))).isEqualTo("1.2.0");
        }
      }
      assertThat(proxy.asked())
          .hasSize(4)
          .anyMatch(line -> line.startsWith("GET " + plain.url("charts/index.yaml")))
          .anyMatch(line -> line.startsWith("CONNECT " + secured.host()));
    }
  }
}
