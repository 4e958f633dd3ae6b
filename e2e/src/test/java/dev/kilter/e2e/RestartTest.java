package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All state is in Kubernetes: end the process anywhere, and another one goes on. */
class RestartTest {
  @TempDir private Path folder;
  @TempDir private Path checkout;

  @Test
  void goesOnAfterAKillInTheMiddleOfASync() {
    try (Kilter kilter = Kilter.start(folder)) {
      TestNamespace shop = inTheSecondWave(kilter, "killed");
      JsonNode first = kilter.get(shop.path("/api/v1/configmaps/killed-first"));
      JsonNode slow = kilter.get(shop.path("/apis/apps/v1/deployments/killed-slow"));
      JsonNode before = kilter.application("killed").at("/status/operationState");
      kilter.kill();
      kilter.restart();
      JsonNode after = kilter.awaitWell("killed");

      assertThat(after.at("/status/operationState/phase").asText()).isEqualTo("Succeeded");
      assertThat(after.at("/status/operationState/startedAt")).isEqualTo(before.at("/startedAt"));
      assertThat(after.at("/status/history").size()).isEqualTo(1);
      assertThat(version(kilter.get(shop.path("/api/v1/configmaps/killed-first"))))
          .isEqualTo(version(first));
      assertThat(generation(kilter.get(shop.path("/apis/apps/v1/deployments/killed-slow"))))
          .isEqualTo(generation(slow));
      assertThat(kilter.exists(shop.path("/api/v1/configmaps/killed-last"))).isTrue();
    }
  }

  @Test
  void parksASyncWhenItIsToldToStop() {
    try (Kilter kilter = Kilter.start(folder)) {
      TestNamespace shop = inTheSecondWave(kilter, "parked");
      kilter.stop();
      JsonNode parked = kilter.application("parked");
      assertThat(parked.at("/status/operationState/phase").asText()).isEqualTo("Running");
      kilter.restart();
      JsonNode after = kilter.awaitWell("parked");
      assertThat(after.at("/status/history").size()).isEqualTo(1);
      assertThat(kilter.exists(shop.path("/api/v1/configmaps/parked-last"))).isTrue();
    }
  }

  @Test
  void writesNothingWhileItObserves() {
    try (Kilter kilter = Kilter.start(folder, "--observe")) {
      TestNamespace shop = SharedSandbox.get().namespace();
      kilter.defaultProject();
      GitRepository git = new GitRepository(checkout);
      git.write("seen/a.yaml", Manifests.configMap("seen", "1")).commit("Open");
      kilter.automated("seen", git, "seen", shop.name());
      Map<String, String> before = versions(kilter);
      git.write("seen/b.yaml", Manifests.configMap("seen-too", "1"));
      String pushed = kilter.publish(git, "One more");
      kilter.await(
          () -> assertThat(kilter.log()).contains("sync to " + pushed + ": apply 2, prune 0"));
      assertThat(versions(kilter)).isEqualTo(before);
      assertThat(kilter.exists(shop.path("/api/v1/configmaps/seen"))).isFalse();
      assertThat(kilter.out("app", "get", "seen"))
          .contains("Kilter only observes", "it would sync to " + pushed + ": apply 2, prune 0");
      kilter.stop();
      assertThat(kilter.run("app", "get", "seen").expect(0).err()).contains("No controller runs");
    }
  }

  /** A sync that has applied its first wave and waits for a slow Deployment in the second. */
  private TestNamespace inTheSecondWave(Kilter kilter, String name) {
    TestNamespace shop = SharedSandbox.get().namespace();
    GitRepository git = new GitRepository(checkout);
    git.write("app/a.yaml", Manifests.waved(Manifests.configMap(name + "-first", "1"), 0))
        .write("app/b.yaml", Manifests.waved(Manifests.deployment(name + "-slow", "1-slow"), 1))
        .write("app/c.yaml", Manifests.waved(Manifests.configMap(name + "-last", "1"), 2))
        .commit("Open");
    kilter.automated(name, git, "app", shop.name());
    kilter.awaitApplication(
        name,
        application ->
            assertThat(application.at("/status/operationState/message").asText())
                .contains("waiting for healthy state of apps/Deployment/" + name + "-slow"));
    assertThat(kilter.exists(shop.path("/api/v1/configmaps/" + name + "-last"))).isFalse();
    return shop;
  }

  /** The versions of everything that a controller could write to beside its destination. */
  private static Map<String, String> versions(Kilter kilter) {
    Map<String, String> versions = new TreeMap<>();
    for (String collection :
        new String[] {
          "/apis/argoproj.io/v1alpha1/applications",
          "/apis/argoproj.io/v1alpha1/appprojects",
          "/apis/kilter.dev/v1alpha1/applicationjournals",
          "/api/v1/configmaps",
          "/api/v1/secrets",
          "/api/v1/events"
        }) {
      kilter
          .get(kilter.home().path(collection))
          .path("items")
          .forEach(item ->
              versions.put(collection + "/" + item.at("/metadata/name").asText(), version(item)));
    }
    return versions;
  }

  private static String version(JsonNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  private static String generation(JsonNode object) {
    return object.at("/metadata/generation").asText();
  }
}
