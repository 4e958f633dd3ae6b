package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another controller of the same Applications: a second Kilter, or Argo CD. */
class NeighboursTest {
  @TempDir private Path folder;
  @TempDir private Path checkout;
  private GitRepository git;
  private TestNamespace shop;

  @BeforeEach
  void repository() {
    git = new GitRepository(checkout);
    shop = SharedSandbox.get().namespace();
  }

  @Test
  void aSecondControllerStandsByAndTakesOverWhenTheFirstStops() {
    try (Kilter kilter = Kilter.start(folder);
        Running second = kilter.another()) {
      firstVersion(kilter, "shared");
      assertThat(second.output()).contains("Standing by: ", "Kilter stands by in namespace ");
      HttpResponse<String> ready = kilter.read(second, "/readyz");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("standing by");
      assertThat(kilter.read(second, "/healthz").statusCode()).isEqualTo(200);
      kilter.await(() ->
          assertThat(kilter.read(kilter.controller(), "/readyz").statusCode()).isEqualTo(200));

      kilter.stop();
      second.awaitText("Took over the Lease");
      git.write("shared/a.yaml", Manifests.configMap("shared", "2")).commit("Version 2");
      kilter.await(() -> assertValue(kilter, "shared", "2"));
      kilter.await(() -> assertThat(kilter.read(second, "/readyz").statusCode()).isEqualTo(200));
    }
  }

  @Test
  void aControllerThatWasAsleepWritesNothingAndEnds() {
    try (Kilter kilter = Kilter.start(folder);
        Running second = kilter.another()) {
      firstVersion(kilter, "asleep");
      Running first = kilter.controller();
      first.signal("STOP");
      second.awaitText("Took over the Lease");
      git.write("asleep/a.yaml", Manifests.configMap("asleep", "2")).commit("Version 2");
      kilter.await(() -> assertValue(kilter, "asleep", "2"));
      first.signal("CONT");
      first.awaitText("nothing is written any more");
      assertThat(first.awaitEnd()).isEqualTo(1);
      kilter.awaitWell("asleep");
      assertValue(kilter, "asleep", "2");
    }
  }

  @Test
  void observesWhileArgoIsAtWorkAndSaysSo() {
    try (Kilter kilter = Kilter.start(folder)) {
      firstVersion(kilter, "argo");
      lookAsArgo(kilter, "argo");
      git.write("argo/a.yaml", Manifests.configMap("argo", "2"));
      String pushed = kilter.publish(git, "Version 2");
      kilter.await(() -> {
        lookAsArgo(kilter, "argo");
        assertThat(kilter.out("app", "explain", "argo"))
            .contains("another controller wrote this Application");
        assertThat(kilter.log()).contains("sync to " + pushed + ": apply 1, prune 0");
      });
      assertValue(kilter, "argo", "1");

      kilter.await(() -> assertValue(kilter, "argo", "2"));
      kilter.awaitWell("argo");
    }
  }

  /**
   * What Argo CD's controller leaves after each of its refreshes; at a second that is none of
   * Kilter's, which could not be told from its own.
   */
  private static void lookAsArgo(Kilter kilter, String name) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60).toString();
    try {
      kilter
          .client()
          .patch(
              kilter.home().path("/apis/argoproj.io/v1alpha1/applications/" + name),
              PatchType.MERGE,
              SharedSandbox.json("{\"status\":{\"reconciledAt\":\"" + now + "\"}}"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void firstVersion(Kilter kilter, String name) {
    git.write(name + "/a.yaml", Manifests.configMap(name, "1")).commit("Version 1");
    kilter.automated(name, git, name, shop.name());
    kilter.awaitWell(name);
  }

  private void assertValue(Kilter kilter, String name, String value) {
    assertThat(kilter.get(shop.path("/api/v1/configmaps/" + name)).at("/data/key").asText())
        .isEqualTo(value);
  }
}
