package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The main job: what is pushed runs in the cluster, and what left Git goes. */
class PushToClusterTest extends OneController {
  @Test
  void createsByCommandSyncsAndFollowsAPush() {
    git.write("web/web.yaml", Manifests.deployment("web", "1.0.0")).commit("Open");
    kilter.out(
        "app",
        "create",
        "web",
        "--repo",
        git.url(),
        "--path",
        "web",
        "--revision",
        "main",
        "--dest-server",
        "https://kubernetes.default.svc",
        "--dest-namespace",
        shop.name());
    kilter.awaitSync("web", "OutOfSync", "Missing");
    Program.Outcome before = kilter.run("app", "diff", "web").expect(1);
    assertThat(before.out()).contains("Deployment", "web");
    assertThat(kilter.out("app", "sync", "web", "--dry-run")).contains("web");
    assertThat(kilter.exists(deployment("web"))).isFalse();
    kilter.out("app", "sync", "web");
    kilter.out("app", "wait", "web", "--sync", "--health", "--timeout", "60");
    assertThat(kilter.run("app", "diff", "web").expect(0).out()).isEmpty();

    kilter.out("app", "set", "web", "--sync-policy", "automated", "--auto-prune", "--self-heal");
    git.write("web/web.yaml", Manifests.deployment("web", "1.1.0"));
    String pushed = kilter.publish(git, "Serve web 1.1.0");
    kilter.await(() -> assertThat(image("web")).isEqualTo("registry.example/shop/web:1.1.0"));
    kilter.awaitApplication(
        "web",
        application -> {
          assertThat(application.at("/status/sync/revision").asText()).isEqualTo(pushed);
          assertThat(application.at("/status/history/1/revision").asText()).isEqualTo(pushed);
          assertThat(application.at("/status/summary/images/0").asText()).endsWith("web:1.1.0");
        });
    kilter.await(
        () -> assertThat(kilter.out("app", "history", "web")).contains("Ana", "Serve web 1.1.0"));
  }

  @Test
  void syncsNothingForACommitThatTouchesNothingOfIt() {
    git.write("quiet/a.yaml", Manifests.configMap("quiet", "1")).commit("Open");
    kilter.automated("quiet", git, "quiet", shop.name());
    JsonNode synced = kilter.awaitWell("quiet");
    git.write("elsewhere/notes.txt", "nothing");
    String pushed = kilter.publish(git, "Elsewhere");
    JsonNode after =
        kilter.awaitApplication(
            "quiet",
            application ->
                assertThat(application.at("/status/sync/revision").asText()).isEqualTo(pushed));
    assertThat(after.at("/status/operationState")).isEqualTo(synced.at("/status/operationState"));
    assertThat(after.at("/status/history")).isEqualTo(synced.at("/status/history"));
  }

  @Test
  void prunesARemovedFileAndHealsWhatWasChangedByHand() throws IOException {
    git.write("heal/keep.yaml", Manifests.configMap("heal-keep", "right"))
        .write("heal/also.yaml", Manifests.configMap("heal-also", "right"))
        .write("heal/gone.yaml", Manifests.configMap("heal-gone", "1"))
        .commit("Open");
    kilter.automated("heal", git, "heal", shop.name());
    kilter.awaitWell("heal");
    git.remove("heal/gone.yaml");
    kilter.publish(git, "Remove one");
    kilter.await(() -> assertThat(kilter.exists(configMap("heal-gone"))).isFalse());
    kilter.awaitWell("heal");

    kilter
        .client()
        .patch(
            configMap("heal-keep"),
            PatchType.MERGE,
            SharedSandbox.json("{\"data\":{\"key\":\"wrong\"}}"));
    kilter.await(() ->
        assertThat(kilter.get(configMap("heal-keep")).at("/data/key").asText()).isEqualTo("right"));
    kilter.client().delete(configMap("heal-also"));
    kilter.await(() -> assertThat(kilter.exists(configMap("heal-also"))).isTrue());
    kilter.awaitWell("heal");
  }

  @Test
  void appliesWavesInOrderAndWaitsForHealth() {
    git.write("waves/a.yaml", Manifests.waved(Manifests.configMap("waves-last", "1"), 2))
        .write("waves/b.yaml", Manifests.waved(Manifests.deployment("waves-slow", "1-slow"), 1))
        .write("waves/c.yaml", Manifests.waved(Manifests.configMap("waves-first", "1"), -1))
        .commit("Open");
    kilter.automated("waves", git, "waves", shop.name());
    kilter.awaitApplication(
        "waves",
        application ->
            assertThat(application.at("/status/operationState/message").asText())
                .contains("waiting for healthy state of apps/Deployment/waves-slow"));
    assertThat(kilter.exists(configMap("waves-first"))).isTrue();
    assertThat(kilter.exists(configMap("waves-last"))).isFalse();
    kilter.awaitWell("waves");
    assertThat(
            List.of(
                created(configMap("waves-first")),
                created(deployment("waves-slow")),
                created(configMap("waves-last"))))
        .isSorted();
  }

  @Test
  void showsWhatItManages() {
    git.write("shown/a.yaml", Manifests.configMap("shown", "1"))
        .write("shown/b.yaml", Manifests.deployment("shown", "1.0.0"))
        .commit("Open");
    kilter.automated("shown", git, "shown", shop.name());
    kilter.awaitWell("shown");

    assertThat(SharedSandbox.json(firstOf(kilter.out("app", "list", "-o", "json"))).isMissingNode())
        .isFalse();
    assertThat(kilter.out("app", "list", "-o", "yaml")).contains("name: shown");
    assertThat(kilter.out("app", "list", "-o", "wide")).contains("shown", git.url());
    assertThat(kilter.out("app", "list", "-o", "name").lines())
        .contains(kilter.home().name() + "/shown");
    assertThat(kilter.out("app", "get", "shown", "-o", "tree"))
        .contains("Deployment", "ReplicaSet", "Pod");
    assertThat(kilter.out("app", "manifests", "shown")).contains("kind: ConfigMap", "image:");
    assertThat(kilter.out("app", "resources", "shown")).contains("ConfigMap", "Deployment");
    assertThat(kilter.out("app", "diff", "shown", "--revision", "main")).isEmpty();
    git.git("checkout -q -b later");
    git.write("shown/a.yaml", Manifests.configMap("shown", "2")).commit("Not yet");
    git.git("checkout -q main");
    assertThat(kilter.run("app", "diff", "shown", "--revision", "later").expect(1).out())
        .contains("ConfigMap", "1 → 2")
        .doesNotContain("Deployment");
  }

  @Test
  void deletesWithItsObjectsAndWithout() {
    git.write("leave/a.yaml", Manifests.configMap("leave", "1"))
        .write("take/a.yaml", Manifests.configMap("take", "1"))
        .commit("Open");
    kilter.automated("leave", git, "leave", shop.name());
    kilter.automated("take", git, "take", shop.name());
    kilter.awaitWell("leave");
    kilter.awaitWell("take");
    kilter.out("app", "delete", "leave", "--cascade=false", "--yes", "--wait");
    kilter.out("app", "delete", "take", "--yes", "--wait", "--timeout", "60");
    assertThat(kilter.exists(configMap("leave"))).isTrue();
    assertThat(kilter.exists(configMap("take"))).isFalse();
    kilter.run("app", "get", "take").expect(20);
  }

  /** The list's first line of text, for an answer that must be JSON. */
  private static String firstOf(String json) {
    List<String> lines = new ArrayList<>(json.lines().toList());
    return lines.getFirst().startsWith("[") ? "{\"items\":" + json + "}" : json;
  }

  private String created(String path) {
    return kilter.get(path).at("/metadata/creationTimestamp").asText();
  }

  private String image(String name) {
    return kilter.get(deployment(name)).at("/spec/template/spec/containers/0/image").asText();
  }

  private String deployment(String name) {
    return shop.path("/apis/apps/v1/deployments/" + name);
  }
}
