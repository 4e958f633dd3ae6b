package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One bad input stops one application: it says why, the others go on, and nothing is deleted. */
class BadInputTest extends OneController {
  private static TestNamespace others;
  private static GitRepository good;

  @BeforeAll
  static void deployAnother() throws IOException {
    others = SharedSandbox.get().namespace();
    good = new GitRepository(Files.createDirectories(folder.resolve("good")));
    good.write("good/a.yaml", Manifests.configMap("good", "0")).commit("Open");
    kilter.automated("good", good, "good", others.name());
    kilter.awaitWell("good");
  }

  /** Whatever a test did, another application still follows its own repository. */
  @AfterEach
  void othersGoOn() {
    good.write("good/a.yaml", Manifests.configMap("good", shop.name()));
    String pushed = kilter.publish(good, "Go on");
    kilter.await(() ->
        assertThat(kilter.get(others.path("/api/v1/configmaps/good")).at("/data/key").asText())
            .isEqualTo(shop.name()));
    kilter.awaitApplication(
        "good",
        application -> {
          assertThat(application.at("/status/sync/revision").asText()).isEqualTo(pushed);
          assertThat(application.at("/status/conditions").size()).isZero();
        });
  }

  @Test
  void saysThatARepositoryCannotBeReached() {
    create("unreachable", "http://127.0.0.1:1/shop.git");
    kilter.awaitCondition("unreachable", "ComparisonError", "127.0.0.1:1");
    assertUnknown("unreachable");
    assertThat(explain("unreachable")).contains("reach", "127.0.0.1:1");
  }

  @Test
  void saysThatARepositoryWantsCredentials() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    server.start();
    try {
      create("unauthorised", "http://127.0.0.1:" + server.getAddress().getPort() + "/shop.git");
      kilter.awaitCondition("unauthorised", "ComparisonError", "/shop.git");
      assertUnknown("unauthorised");
      assertThat(explain("unauthorised")).contains("repo add");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysThatARepositoryIsEmpty() {
    kilter.automated("empty", git, "app", shop.name());
    kilter.awaitCondition("empty", "ComparisonError", "is empty");
    assertUnknown("empty");
    assertThat(explain("empty")).contains("empty");
  }

  @Test
  void keepsEverythingWhenTheBranchVanishes() {
    deployedConfigMap("vanished");
    git.git("branch -m main other");
    kilter.awaitCondition("vanished", "ComparisonError", "main");
    assertThat(explain("vanished")).contains("main");
    assertKept("vanished");
  }

  @Test
  void namesFileAndLineOfBrokenYaml() {
    deployedConfigMap("broken");
    git.write("broken/bad.yaml", "kind: ConfigMap\napiVersion: v1\ndata: [1, 2\nmetadata: x: y\n");
    kilter.publish(git, "Break it");
    kilter.awaitCondition("broken", "ComparisonError", "broken/bad.yaml", "line ");
    assertThat(explain("broken")).contains("broken/bad.yaml:4", "nothing was deleted");
    assertKept("broken");
  }

  @Test
  void warnsOfTwoDocumentsWithOneIdentity() {
    deployedConfigMap("twice");
    git.write("twice/z.yaml", Manifests.configMap("twice", "second"));
    kilter.publish(git, "Say it twice");
    kilter.awaitCondition(
        "twice",
        "RepeatedResourceWarning",
        "twice",
        "appeared 2 times among application resources");
    kilter.await(() ->
        assertThat(kilter.get(configMap("twice")).at("/data/key").asText()).isEqualTo("second"));
    kilter.awaitWell("twice");
    assertThat(explain("twice")).contains("appeared 2 times", "Keep one of them in Git");
  }

  @Test
  void saysThatTheClusterDoesNotKnowAKind() {
    deployedConfigMap("kinds");
    git.write(
        "kinds/b.yaml", "apiVersion: example.org/v1\nkind: Widget\nmetadata:\n  name: widget\n");
    kilter.publish(git, "Add a widget");
    kilter.awaitApplication(
        "kinds",
        application ->
            assertThat(application.at("/status").toString()).contains("Widget", "could not find"));
    assertThat(explain("kinds")).contains("Widget");
    assertKept("kinds");
  }

  @Test
  void saysWhichFieldIsImmutable() {
    git.write("fixed/web.yaml", Manifests.deployment("fixed", "1")).commit("Open");
    kilter.automated("fixed", git, "fixed", shop.name());
    kilter.awaitWell("fixed");
    git.write("fixed/web.yaml", Manifests.deployment("fixed", "1").replace("app: fixed", "app: x"));
    kilter.publish(git, "Change the selector");
    kilter.awaitApplication(
        "fixed",
        application ->
            assertThat(application.at("/status/operationState/syncResult/resources").toString())
                .contains("field is immutable"));
    assertThat(explain("fixed")).contains("immutable", "fixed");
    assertThat(kilter.exists(shop.path("/apis/apps/v1/deployments/fixed"))).isTrue();
  }

  @Test
  void refusesNoDestinationAndTwo() {
    git.write("a/a.yaml", Manifests.configMap("nowhere", "1")).commit("Open");
    String spec = Kilter.spec(git.url(), "a", shop.name(), "\"automated\":{}");
    kilter.create("nowhere", spec.replace("\"server\":\"https://kubernetes.default.svc\",", ""));
    kilter.create("both", spec.replace("\"server\":", "\"name\":\"in-cluster\",\"server\":"));
    kilter.awaitCondition("nowhere", "InvalidSpecError", "destination");
    kilter.awaitCondition("both", "InvalidSpecError", "both");
    assertUnknown("nowhere");
    assertUnknown("both");
    assertThat(explain("nowhere")).contains("destination");
    assertThat(explain("both")).contains("destination");
    assertThat(kilter.exists(configMap("nowhere"))).isFalse();
  }

  @Test
  void refusesAProjectThatIsNotThere() {
    git.write("a/a.yaml", Manifests.configMap("homeless", "1")).commit("Open");
    kilter.create(
        "homeless",
        Kilter.spec(git.url(), "a", shop.name(), "\"automated\":{}")
            .replace("\"project\":\"default\"", "\"project\":\"nobodys\""));
    kilter.awaitCondition("homeless", "InvalidSpecError", "nobodys");
    assertUnknown("homeless");
    assertThat(explain("homeless")).contains("nobodys");
    assertThat(kilter.exists(configMap("homeless"))).isFalse();
  }

  @Test
  void refusesGarbageInAWebhook() {
    for (String body :
        new String[] {"{\"ref\":", "garbage", "[]", "", "{\"ref\":\"refs/heads/main\"}"}) {
      assertThat(kilter.webhook("push", body)).as(body).isEqualTo(400);
    }
  }

  private void deployedConfigMap(String name) {
    git.write(name + "/a.yaml", Manifests.configMap(name, "1"));
    deployed(name);
  }

  private static void create(String name, String url) {
    kilter.create(name, Kilter.spec(url, "app", "default", "\"automated\":{}"));
  }

  private static void assertUnknown(String name) {
    JsonNode status = kilter.application(name).at("/status/sync/status");
    assertThat(status.asText()).isEqualTo("Unknown");
  }

  private static String explain(String name) {
    return kilter.out("app", "explain", name);
  }

  private void assertKept(String name) {
    assertThat(kilter.exists(configMap(name))).isTrue();
  }
}
