package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** An overlay of a base beside it, by the tool that the controller finds or gets for itself. */
class KustomizeToClusterTest extends OneController {
  @Test
  void followsAPushToTheBaseAndNothingElse() {
    git.write("base/kustomization.yaml", "resources: [settings.yaml]\n")
        .write("base/settings.yaml", Manifests.configMap("settings", "1"))
        .write("overlay/kustomization.yaml", "resources: [../base]\nnamePrefix: over-\n")
        .commit("Open");
    kilter.automated("overlay", git, "overlay", shop.name());
    JsonNode synced = kilter.awaitWell("overlay");
    assertThat(synced.at("/status/sourceType").asText()).isEqualTo("Kustomize");
    assertThat(synced.at("/status/resources/0/name").asText()).isEqualTo("over-settings");

    git.write("base/notes.txt", "nothing of this is read");
    String elsewhere = kilter.publish(git, "Elsewhere");
    JsonNode after =
        kilter.awaitApplication(
            "overlay",
            application ->
                assertThat(application.at("/status/sync/revision").asText()).isEqualTo(elsewhere));
    assertThat(after.at("/status/history")).isEqualTo(synced.at("/status/history"));

    git.write("base/settings.yaml", Manifests.configMap("settings", "2"));
    String pushed = kilter.publish(git, "Change the base");
    kilter.awaitApplication(
        "overlay",
        application ->
            assertThat(application.at("/status/operationState/syncResult/revision").asText())
                .isEqualTo(pushed));
  }
}
