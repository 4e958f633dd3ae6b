package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What left Git goes, but never much of it unasked, and never by mistake. */
class GuardedPruneTest extends OneController {
  private static final Pattern CONFIRM = Pattern.compile("--confirm ([0-9a-f]+)");

  @Test
  void holdsHalfOfThirtyObjectsUntilConfirmed() {
    for (int i = 0; i < 30; i++) {
      git.write("many/" + i + ".yaml", Manifests.configMap("many-" + i, "1"));
    }
    deployed("many");
    for (int i = 0; i < 15; i++) {
      git.remove("many/" + i + ".yaml");
    }
    kilter.publish(git, "Remove half");
    String hash = held("many");
    assertThat(kilter.out("app", "explain", "many")).contains("--confirm " + hash);
    assertThat(kilter.exists(configMap("many-0"))).isTrue();
    kilter.run("app", "sync", "many", "--prune", "--confirm", "000000000000");
    assertThat(kilter.exists(configMap("many-0"))).isTrue();

    kilter.out("app", "sync", "many", "--prune", "--confirm", hash);
    assertThat(kilter.exists(configMap("many-0"))).isFalse();
    assertThat(kilter.exists(configMap("many-14"))).isFalse();
    assertThat(kilter.exists(configMap("many-15"))).isTrue();
    kilter.awaitWell("many");
    assertThat(tombstones()).anyMatch(name -> name.contains("many"));
  }

  @Test
  void holdsTheDeletionOfEverything() {
    git.write("all/README.md", "what is here")
        .write("all/a.yaml", Manifests.configMap("all-a", "1"))
        .write("all/b.yaml", Manifests.configMap("all-b", "1"));
    deployed("all");
    git.remove("all/a.yaml").remove("all/b.yaml");
    kilter.publish(git, "Remove all");
    kilter.awaitCondition("all", "SyncError", "wipe out all resources");
    assertThat(kilter.exists(configMap("all-a"))).isTrue();

    kilter.run("app", "sync", "all", "--prune");
    String hash = held("all");
    assertThat(kilter.exists(configMap("all-a"))).isTrue();
    kilter.out("app", "sync", "all", "--prune", "--confirm", hash);
    assertThat(kilter.exists(configMap("all-a"))).isFalse();
    assertThat(kilter.exists(configMap("all-b"))).isFalse();
  }

  @Test
  void holdsTheDeletionOfAVolume() {
    git.write("volume/a.yaml", Manifests.configMap("volume", "1"))
        .write("volume/claim.yaml", Manifests.volumeClaim("volume"));
    git.commit("Open");
    kilter.automated("volume", git, "volume", shop.name());
    kilter.awaitApplication(
        "volume",
        application ->
            assertThat(application.at("/status/sync/status").asText()).isEqualTo("Synced"));
    git.remove("volume/claim.yaml");
    kilter.publish(git, "Remove the claim");
    String hash = held("volume");
    String claim = shop.path("/api/v1/persistentvolumeclaims/volume");
    assertThat(kilter.exists(claim)).isTrue();
    kilter.out("app", "sync", "volume", "--prune", "--confirm", hash);
    assertThat(kilter.exists(claim)).isFalse();
  }

  @Test
  void prunesNothingAfterAFailedRender() {
    git.write("failed/a.yaml", Manifests.configMap("failed-a", "1"))
        .write("failed/b.yaml", Manifests.configMap("failed-b", "1"));
    deployed("failed");
    git.remove("failed/b.yaml")
        .write("failed/c.yaml", "kind: ConfigMap\napiVersion: v1\nmetadata: [\n");
    kilter.publish(git, "Break it");
    kilter.awaitCondition("failed", "ComparisonError", "failed/c.yaml");
    kilter.run("app", "sync", "failed", "--prune", "--timeout", "30");
    assertThat(kilter.exists(configMap("failed-b"))).isTrue();
  }

  @Test
  void keepsWhatSaysSo() {
    git.write("kept/a.yaml", Manifests.configMap("kept-a", "1"))
        .write(
            "kept/b.yaml",
            Manifests.configMap("kept-b", "argocd.argoproj.io/sync-options", "Prune=false"));
    deployed("kept");
    git.remove("kept/b.yaml").write("kept/a.yaml", Manifests.configMap("kept-a", "2"));
    String pushed = kilter.publish(git, "Remove one that stays");
    JsonNode application =
        kilter.awaitApplication(
            "kept",
            it -> {
              assertThat(it.at("/status/operationState/phase").asText()).isEqualTo("Succeeded");
              assertThat(it.at("/status/operationState/syncResult/revision").asText())
                  .isEqualTo(pushed);
            });
    assertThat(application.at("/status/operationState/syncResult/resources").toString())
        .contains("ignored (no prune)");
    assertThat(kilter.exists(configMap("kept-b"))).isTrue();
  }

  @Test
  void leavesAForeignObjectWithACopiedMark() {
    git.write("copied/a.yaml", Manifests.configMap("copied", "1"));
    deployed("copied");
    JsonNode marked = kilter.get(configMap("copied"));
    shop.create(
        "/api/v1/configmaps",
        SharedSandbox.json(
            "{\"metadata\":{\"name\":\"foreign\",\"annotations\":"
                + marked.at("/metadata/annotations")
                + "},\"data\":{\"key\":\"mine\"}}"));
    git.write("copied/a.yaml", Manifests.configMap("copied", "2"));
    kilter.publish(git, "Go on");
    kilter.await(
        () -> assertThat(kilter.get(configMap("copied")).at("/data/key").asText()).isEqualTo("2"));
    kilter.awaitWell("copied");
    kilter.out("app", "sync", "copied", "--prune");
    assertThat(kilter.exists(configMap("foreign"))).isTrue();
  }

  /** Waits for the condition that names what is held, and the hash that would let it go. */
  private static String held(String name) {
    JsonNode application = kilter.awaitCondition(name, "DeletionHeldWarning", "--confirm ");
    Matcher hash = CONFIRM.matcher(application.at("/status/conditions").toString());
    assertThat(hash.find()).isTrue();
    return hash.group(1);
  }

  private static List<String> tombstones() {
    JsonNode secrets =
        kilter.get(kilter.home().path("/api/v1/secrets") + "?labelSelector=kilter.dev/tombstone");
    return secrets.path("items").valueStream().map(JsonNode::toString).toList();
  }
}
