package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** A rollback that holds: nothing brings the bad version back until Git has something else. */
class RollbackTest extends OneController {
  @Test
  void holdsThroughAnUnrelatedCommitAndEndsWithARelevantOne() {
    twoVersions("hold");
    kilter.out("app", "rollback", "hold", "--hold", "--reason", "2 is bad");
    assertValue("hold", "1");
    kilter.awaitCondition("hold", "HeldWarning", "2 is bad");

    git.write("other/readme.txt", "nothing");
    String unrelated = kilter.publish(git, "Elsewhere");
    kilter.awaitApplication(
        "hold",
        application ->
            assertThat(application.at("/status/sync/revision").asText()).isEqualTo(unrelated));
    assertValue("hold", "1");
    kilter.awaitCondition("hold", "HeldWarning", "2 is bad");

    git.write("hold/a.yaml", Manifests.configMap("hold", "3"));
    kilter.publish(git, "Version 3");
    kilter.await(() -> assertValue("hold", "3"));
    assertNotHeld(kilter.awaitWell("hold"));
  }

  @Test
  void resumesWhenTold() {
    twoVersions("resumed");
    kilter.out("app", "rollback", "resumed", "--hold");
    assertValue("resumed", "1");
    kilter.out("app", "resume", "resumed");
    kilter.await(() -> assertValue("resumed", "2"));
    assertNotHeld(kilter.awaitWell("resumed"));
  }

  @Test
  void holdsThoughAParentApplicationAppliesItAgain() {
    git.write("child/a.yaml", Manifests.configMap("child", "1"))
        .write("parent/child.yaml", child("one"))
        .commit("Open");
    kilter.automated("parent", git, "parent", kilter.home().name());
    kilter.awaitWell("child");
    git.write("child/a.yaml", Manifests.configMap("child", "2"));
    String second = kilter.publish(git, "Version 2");
    awaitDeployed("child", second);
    kilter.out("app", "rollback", "child", "--hold");
    assertValue("child", "1");

    git.write("parent/child.yaml", child("two"));
    kilter.publish(git, "Say more about the child");
    kilter.awaitApplication(
        "child",
        application ->
            assertThat(application.at("/metadata/labels/say").asText()).isEqualTo("two"));
    kilter.awaitSync("parent", "Synced", "Healthy");
    assertValue("child", "1");
    kilter.awaitCondition("child", "HeldWarning", "rollback");
    kilter.out("app", "resume", "child");
    kilter.await(() -> assertValue("child", "2"));
  }

  @Test
  void refusesWithoutHoldWhileAutomated() {
    twoVersions("refused");
    Program.Outcome refused = kilter.run("app", "rollback", "refused");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("--hold");
    assertValue("refused", "2");
  }

  private void twoVersions(String name) {
    git.write(name + "/a.yaml", Manifests.configMap(name, "1")).commit("Version 1");
    kilter.automated(name, git, name, shop.name());
    kilter.awaitWell(name);
    git.write(name + "/a.yaml", Manifests.configMap(name, "2"));
    awaitDeployed(name, kilter.publish(git, "Version 2"));
  }

  private void awaitDeployed(String name, String revision) {
    kilter.awaitApplication(
        name,
        application -> {
          assertThat(application.at("/status/history/1/revision").asText()).isEqualTo(revision);
          assertThat(application.at("/status/operationState/phase").asText())
              .isEqualTo("Succeeded");
          assertThat(application.at("/status/sync/status").asText()).isEqualTo("Synced");
        });
    assertValue(name, "2");
  }

  private String child(String say) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata:
      name: child
      labels:
        say: "%s"
    spec: %s
    """
        .formatted(
            say,
            Kilter.spec(
                    git.url(),
                    "child",
                    shop.name(),
                    "\"automated\":{\"prune\":true,\"selfHeal\":true}")
                .replaceAll("\\s*\n\\s*", " "));
  }

  private static void assertNotHeld(JsonNode application) {
    assertThat(application.at("/status/conditions").toString()).doesNotContain("HeldWarning");
  }

  private void assertValue(String name, String value) {
    assertThat(kilter.get(shop.path("/api/v1/configmaps/" + name)).at("/data/key").asText())
        .isEqualTo(value);
  }
}
