package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static dev.kilter.git.WebServer.sha256;
import static dev.kilter.git.WebServer.tgz;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.binaries.Binaries;
import dev.kilter.binaries.GoModule;
import dev.kilter.binaries.Release;
import dev.kilter.git.transport.RemoteObserver;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import dev.kilter.model.source.SourceTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the registry of go-containerregistry; tokens and redirects against a server of ours. */
class RegistryTest {
  private static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  private static final String TAR = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final Pattern PORT = Pattern.compile("serving on port (\\d+)");
  private static Process registry;
  private static String host = "";

  @TempDir private Path folder;
  private AnySource source;

  @BeforeAll
  static void startRegistry() throws IOException {
    String module = "github.com/google/go-containerregistry";
    Release release =
        new Release(
            "a registry for tests",
            Release.cached("tools", "registry-0.22.1"),
            List.of("registry"),
            List.of(),
            List.of(
                new GoModule(
                    module,
                    "v0.22.1",
                    List.of(
                        new GoModule.Command(
                            "registry", module + "/cmd/registry", "half a minute")),
                    List.of(),
                    "-s -w")),
            "half a minute",
            "Install Go");
    Path program = Binaries.of(release).resolve(Optional.empty(), System.err::println);
    registry =
        new ProcessBuilder(program.resolve("registry").toString(), "-port", "0")
            .redirectErrorStream(true)
            .start();
    BufferedReader said = registry.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        host = "localhost:" + port.group(1);
        break;
      }
    }
    Thread.ofVirtual().start(() -> said.lines().forEach(line -> {}));
  }

  @AfterAll
  static void stopRegistry() {
    registry.destroyForcibly();
  }

  @BeforeEach
  void open() throws IOException {
    source =
        new AnySource(
            Fetchers.options(folder.resolve("git"), InstantSource.system(), ""),
            RemoteObserver.NONE);
  }

  @AfterEach
  void close() {
    source.close();
  }

  private static String push(String name, String tag, String mediaType, byte[] layer)
      throws Exception {
    byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
    for (byte[] blob : List.of(config, layer)) {
      send("POST", "/v2/" + name + "/blobs/uploads/?digest=sha256:" + sha256(blob), "", blob);
    }
    String manifest =
        """
        {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
         "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json",
                    "digest": "sha256:%s", "size": %d},
         "layers": [{"mediaType": "%s", "digest": "sha256:%s", "size": %d}],
         "annotations": {"org.opencontainers.image.title": "a shop"}}
        """
            .formatted(sha256(config), config.length, mediaType, sha256(layer), layer.length);
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    send(
        "PUT",
        "/v2/" + name + "/manifests/" + tag,
        "application/vnd.oci.image.manifest.v1+json",
        bytes);
    return "sha256:" + sha256(bytes);
  }

  private static void send(String method, String path, String type, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host + path))
            .method(method, BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static byte[] chart(String version) throws IOException {
    return tgz(Map.of("web/Chart.yaml", "name: web\nversion: " + version + "\n"));
  }

  private static Repository chartIn(String registry) {
    return new Repository(
            registry, "helm", "", "", Map.of("insecureOCIForceHttp", "true", "enableOCI", "true"))
        .withChart("web");
  }

  private static Repository artefact(String name) {
    return new Repository(
        "oci://" + host + "/" + name, "oci", "", "", Map.of("insecureOCIForceHttp", "true"));
  }

  @Test
  void findsChartsByTheirVersions() throws Exception {
    push("charts/web", "1.0.0", CHART, chart("1.0.0"));
    push("charts/web", "1.1.0_build.7", CHART, chart("1.1.0+build.7"));
    for (String url : List.of(host + "/charts", "oci://" + host + "/charts")) {
      Repository repository = chartIn(url);
      String version = value(source.resolve(repository, "^1.0", "", Freshness.FORCED));
      assertThat(version).isEqualTo("1.1.0+build.7");
      SourceTree tree = value(source.tree(repository, version));
      assertThat(new String(tree.read("Chart.yaml", 100), StandardCharsets.UTF_8))
          .contains("version: 1.1.0+build.7");
      assertThat(value(source.commit(repository, version)).message()).isEqualTo("a shop");
    }
    assertThat(
            failure(
                    source.resolve(
                        chartIn("oci://" + host + "/charts"), "^2", "", Freshness.FORCED))
                .message())
        .endsWith("it has no version of web ^2; it has 1.1.0+build.7, 1.0.0");
    assertThat(failure(source.tree(chartIn("oci://" + host + "/charts"), "3.0.0")))
        .isInstanceOf(Failure.RepositoryDenied.class)
        .extracting(Failure::message)
        .asString()
        .endsWith("it has no charts/web:3.0.0");
  }

  @Test
  void noticesThatATagMovedToAnotherArtefact() throws Exception {
    String first = push("shop", "live", TAR, tgz(Map.of("a.yaml", "a: 1\n", "b.yaml", "b: 1\n")));
    Repository shop = artefact("shop");
    assertThat(value(source.resolve(shop, "live", "", Freshness.FORCED))).isEqualTo(first);
    String second = push("shop", "live", TAR, tgz(Map.of("a.yaml", "a: 2\n", "b.yaml", "b: 1\n")));
    assertThat(value(source.resolve(shop, "live", "", Freshness.FORCED))).isEqualTo(second);
    assertThat(value(source.resolve(shop, first, "", Freshness.FORCED))).isEqualTo(first);
    push("shop", "1.2.0", TAR, tgz(Map.of("a.yaml", "a: 1\n", "b.yaml", "b: 1\n")));
    assertThat(value(source.resolve(shop, "1.x", "", Freshness.FORCED)))
        .as("a range of tags")
        .isEqualTo(first);
    assertThat(value(source.tree(shop, second)).list(""))
        .extracting(SourceTree.Entry::name)
        .containsExactly("a.yaml", "b.yaml");
    assertThat(value(source.changedPaths(shop, first, second))).containsExactly("a.yaml");
  }

  @Test
  void asksAgainOnlyWhereTheAnswerIsOldOrMustBeNew() throws Exception {
    try (WebServer server = new WebServer()) {
      server.with("v2/charts/web/tags/list", "{\"tags\": [\"1.0.0\"]}");
      Repository web = chartIn("oci://" + server.host() + "/charts");
      assertThat(value(source.resolve(web, "*", "", Freshness.RECENT))).isEqualTo("1.0.0");
      server.with("v2/charts/web/tags/list", "{\"tags\": [\"1.1.0\"]}");
      assertThat(value(source.resolve(web, "*", "", Freshness.RECENT))).isEqualTo("1.0.0");
      assertThat(server.requests()).hasSize(1);
      assertThat(value(source.resolve(web, "*", "", Freshness.FORCED))).isEqualTo("1.1.0");
      assertThat(value(source.resolve(web, "*", "", Freshness.RECENT))).isEqualTo("1.1.0");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void readsAListOfTagsFromPageToPageAtTheRegistryOnly() throws Exception {
    try (WebServer server = new WebServer();
        WebServer other = new WebServer()) {
      Repository web = chartIn("oci://" + server.host() + "/charts");
      server
          .with("v2/charts/web/tags/list", "{\"tags\": [\"1.0.0\"]}")
          .with("v2/charts/web/tags/more", "{\"tags\": [\"1.1.0\"]}")
          .linking("v2/charts/web/tags/list", "/v2/charts/web/tags/more");
      assertThat(value(source.resolve(web, "*", "", Freshness.FORCED))).isEqualTo("1.1.0");
      for (String elsewhere : List.of(other.url("v2/charts/web/tags/more"), "//[", "ftp://x/y")) {
        server.linking("v2/charts/web/tags/list", elsewhere);
        assertThat(failure(source.resolve(web, "*", "", Freshness.FORCED)).message())
            .contains("goes on at another place than the registry");
      }
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void refusesAnArtefactWithoutExactlyOneLayerOfFiles() throws Exception {
    String digest = push("image", "latest", "application/vnd.example", new byte[] {1});
    assertThat(value(source.resolve(artefact("image"), "HEAD", "", Freshness.FORCED)))
        .isEqualTo(digest);
    assertThat(failure(source.tree(artefact("image"), digest)).message())
        .contains("it has 0 layers that hold files, and exactly one is wanted");
  }

  @Test
  void asksForATokenWhereTheRegistrySaysButTellsStrangersNoPassword() throws Exception {
    try (WebServer server = new WebServer();
        WebServer tokens = new WebServer()) {
      byte[] layer = tgz(Map.of("a.yaml", "a: 1\n"));
      String manifest =
          "{\"layers\": [{\"mediaType\": \"%s\", \"digest\": \"sha256:%s\"}]}"
              .formatted(TAR, sha256(layer));
      server
          .with("v2/shop/manifests/live", manifest)
          .with("v2/shop/blobs/sha256:" + sha256(layer), layer);
      tokens.with("token", "{\"token\": \"t0k\"}");
      server.wants(
          "Bearer t0k",
          "Bearer realm=\"%s\",service=\"r\",scope=\"repository:shop:pull\""
              .formatted(tokens.url("token")));
      Repository shop =
          new Repository(
              "oci://" + server.host().replace("127.0.0.1", "localhost") + "/shop",
              "oci",
              "",
              "",
              Map.of("insecureOCIForceHttp", "true", "username", "ana", "password", "pw"));
      value(source.resolve(shop, "live", "", Freshness.FORCED));
      assertThat(tokens.requests())
          .as("127.0.0.1 is not the host localhost")
          .allMatch(
              request -> request.startsWith("/token?service=r") && !request.contains("Basic"));
      Repository home =
          new Repository("oci://" + server.host() + "/shop", "oci", "", "", shop.credentials());
      value(source.resolve(home, "live", "", Freshness.FORCED));
      assertThat(tokens.requests()).anyMatch(request -> request.endsWith("Basic YW5hOnB3"));
    }
  }
}
