package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static dev.kilter.git.WebServer.sha256;
import static dev.kilter.git.WebServer.tgz;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.git.transport.RemoteObserver;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import dev.kilter.model.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartRepositoryTest {
  @TempDir private Path folder;
  private WebServer server;
  private AnySource source;

  @BeforeEach
  void start() throws IOException {
    server = new WebServer();
    source = opened();
    publish("1.0.0", "1.2.0", "2.0.0-rc.1");
  }

  private AnySource opened() throws IOException {
    return new AnySource(
        Fetchers.options(folder.resolve("git"), InstantSource.system(), ""), RemoteObserver.NONE);
  }

  @AfterEach
  void stop() {
    source.close();
    server.close();
  }

  private void publish(String... versions) throws IOException {
    StringBuilder index =
        new StringBuilder("apiVersion: v1\nentries:\n  other:\n  - version: 9.0.0\n");
    index.append("  web:\n");
    for (String version : versions) {
      byte[] archive = chart(version);
      server.with("charts/web-" + version + ".tgz", archive);
      index.append(
          "  - version: %s\n    appVersion: \"7.1\"\n    description: a shop\n    digest: %s\n    urls: [web-%s.tgz]\n"
              .formatted(version, sha256(archive), version));
    }
    server.with("charts/index.yaml", index + "  zoo:\n  - version: 0.1.0\ngenerated: now\n");
  }

  private static byte[] chart(String version) throws IOException {
    return tgz(
        Map.of(
            "web/Chart.yaml",
            "name: web\nversion: " + version + "\n",
            "web/templates/a.yaml",
            "a: b\n"));
  }

  private Repository repository(Map<String, String> credentials) {
    return new Repository(server.url("charts"), "helm", "", "", credentials).withChart("web");
  }

  private String resolved(String wanted) {
    return value(source.resolve(repository(Map.of()), wanted, "", Freshness.FORCED));
  }

  @Test
  void findsTheHighestVersionWithinARange() {
    assertThat(resolved("1.x")).isEqualTo("1.2.0");
    assertThat(resolved("HEAD")).isEqualTo("1.2.0");
    assertThat(resolved("*")).isEqualTo("1.2.0");
    assertThat(resolved(">=2.0.0-0")).isEqualTo("2.0.0-rc.1");
    int asked = server.requests().size();
    assertThat(resolved("1.0.0")).isEqualTo("1.0.0");
    assertThat(server.requests()).as("an exact version is known").hasSize(asked);
  }

  @Test
  void saysWhichVersionsThereAre() {
    assertThat(failure(source.resolve(repository(Map.of()), "^3", "", Freshness.FORCED)))
        .isInstanceOf(Failure.RevisionMissing.class)
        .extracting(Failure::message)
        .asString()
        .endsWith("it has no version of web ^3; it has 2.0.0-rc.1, 1.2.0, 1.0.0");
    assertThat(failure(source.tree(repository(Map.of()), "1.1.0")).message())
        .endsWith("it has no version of web 1.1.0; it has 2.0.0-rc.1, 1.2.0, 1.0.0");
    assertThat(
            failure(
                    source.resolve(
                        repository(Map.of()).withChart("nginx"), "*", "", Freshness.FORCED))
                .message())
        .endsWith("its index lists no chart named nginx");
  }

  @Test
  void holdsWhatTheArchiveHoldsWithoutItsFolder() {
    SourceTree tree = value(source.tree(repository(Map.of()), "1.2.0"));
    assertThat(tree.commit()).isEqualTo("1.2.0");
    assertThat(tree.list(""))
        .extracting(SourceTree.Entry::name)
        .containsExactly("Chart.yaml", "templates");
    assertThat(new String(tree.read("templates/a.yaml", 100), StandardCharsets.UTF_8))
        .isEqualTo("a: b\n");
    assertThat(value(source.commit(repository(Map.of()), "1.2.0")).message())
        .isEqualTo("app version 7.1: a shop");
    assertThat(value(source.changedPaths(repository(Map.of()), "1.0.0", "1.2.0")))
        .containsExactly("Chart.yaml");
  }

  @Test
  void fetchesAnArchiveOnceAlsoAcrossARestartAndTrustsNoDamagedCopy() throws IOException {
    value(source.tree(repository(Map.of()), "1.2.0"));
    source.close();
    source = opened();
    value(source.tree(repository(Map.of()), "1.2.0"));
    assertThat(archivesFetched()).isEqualTo(1);
    try (Stream<Path> files = Files.list(folder.resolve("archives"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
    source.close();
    source = opened();
    value(source.tree(repository(Map.of()), "1.2.0"));
    assertThat(archivesFetched()).isEqualTo(2);
    value(source.tree(repository(Map.of("username", "ana")), "1.2.0"));
    assertThat(archivesFetched()).as("other credentials, other copy").isEqualTo(3);
  }

  private long archivesFetched() {
    return server.requests().stream().filter(request -> request.contains(".tgz")).count();
  }

  @Test
  void asksForAnIndexThatDidNotChangeWithoutReadingIt() throws IOException {
    resolved("*");
    resolved("*");
    publish("1.0.0", "1.3.0");
    assertThat(resolved("*")).isEqualTo("1.3.0");
  }

  @Test
  void refusesAnArchiveWithAnotherDigestThanTheIndexSays() {
    server.with("charts/web-1.2.0.tgz", "not what was published");
    assertThat(failure(source.tree(repository(Map.of()), "1.2.0")).message())
        .endsWith("cannot be used: what came has another digest than its index says");
  }

  @Test
  void sendsCredentialsToTheRepositoryAndToNobodyElse() throws IOException {
    server.wants("Basic YW5hOnB3", "Basic realm=\"x\"");
    Map<String, String> credentials = Map.of("username", "ana", "password", "pw");
    assertThat(failure(source.resolve(repository(Map.of()), "*", "", Freshness.FORCED)))
        .isInstanceOf(Failure.RepositoryDenied.class);
    assertThat(value(source.resolve(repository(credentials), "*", "", Freshness.FORCED)))
        .isEqualTo("1.2.0");
    try (WebServer other = new WebServer().with("web.tgz", chart("1.2.0"))) {
      server.redirecting("charts/web-1.2.0.tgz", other.url("web.tgz"));
      value(source.tree(repository(credentials), "1.2.0"));
      assertThat(other.requests()).containsExactly("/web.tgz");
    }
  }

  @Test
  void refusesHostileArchivesAsAWhole() throws IOException {
    for (Map<String, String> hostile :
        List.of(
            Map.of("web/../../x", "a"),
            Map.of("/etc/x", "a"),
            Map.of("web/a", "1", "->web/link", "/etc/passwd"),
            Map.of("web/a\\..\\b", "a"),
            Map.of("web/a", "1", "web/a/b", "2"))) {
      byte[] archive = tgz(hostile);
      server.with("charts/web-3.0.0.tgz", archive);
      server.with(
          "charts/index.yaml", "entries:\n  web:\n  - version: 3.0.0\n    urls: [web-3.0.0.tgz]\n");
      assertThat(failure(source.tree(repository(Map.of()), "3.0.0")).message())
          .as(hostile.toString())
          .contains("chart web 3.0.0")
          .containsAnyOf("leads out of it", "link", "is a file and a folder");
    }
    server.with("charts/web-3.0.0.tgz", "no archive");
    assertThat(failure(source.tree(repository(Map.of()), "3.0.0")).message())
        .contains("chart web 3.0.0");
  }

  @Test
  void passesItsCredentialsToOtherHostsOnlyWhereItIsTold() throws IOException {
    try (WebServer elsewhere = new WebServer()) {
      String basic =
          "Basic "
              + java.util.Base64.getEncoder()
                  .encodeToString("ana:s3cret".getBytes(StandardCharsets.UTF_8));
      elsewhere.with("web-1.0.0.tgz", chart("1.0.0")).wants(basic, "Basic realm=\"x\"");
      server.with(
          "charts/index.yaml",
          "entries: {web: [{version: 1.0.0, urls: [\"" + elsewhere.url("web-1.0.0.tgz") + "\"]}]}");
      Repository web = repository(Map.of("username", "ana", "password", "s3cret"));
      assertThat(failure(source.tree(web, "1.0.0"))).isInstanceOf(Failure.RepositoryDenied.class);
      assertThat(elsewhere.requests()).containsExactly("/web-1.0.0.tgz");
      value(source.tree(web.passingCredentials(), "1.0.0"));
    }
  }

  @Test
  void neverAsksWhereACloudKeepsItsCredentials() {
    server.redirecting("charts/web-1.0.0.tgz", "http://169.254.169.254/latest/meta-data");
    assertThat(failure(source.tree(repository(Map.of()), "1.0.0")).message())
        .contains("never connects");
    for (String type : List.of("helm", "git")) {
      for (String host : List.of("169.254.169.254", "0.0.0.0", "0xa9fea9fe")) {
        String chart = type.equals("git") ? "" : "web";
        Repository cloud =
            new Repository("http://" + host + "/x", type, "", "", Map.of()).withChart(chart);
        assertThat(failure(source.resolve(cloud, "*", "", Freshness.RECENT)))
            .isInstanceOf(Failure.RepositoryUnreachable.class);
      }
    }
  }
}
