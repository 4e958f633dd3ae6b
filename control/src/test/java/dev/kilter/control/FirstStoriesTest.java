package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.SyncStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstStoriesTest {
  private final World world = new World();

  @Test
  void aNewApplicationSyncsByItself() {
    String commit = world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();

    assertThat(world.live(World.configMap("a"))).isPresent();
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
    assertThat(world.app("web").status().sync().revisions()).containsExactly(commit);
    assertThat(world.app("web").status().history()).hasSize(1);
    assertThat(world.app("web").operation()).isEmpty();
    assertThat(world.applications.writes())
        .containsExactly("begin web", "state Succeeded web", "status web");
    assertThat(world.cluster.requests()).containsExactly("apply /ConfigMap/shop/a");
    assertThat(world.events.recorded())
        .containsExactly(
            "OperationStarted web: Initiated automated sync to '" + commit + "'",
            "OperationCompleted web: Sync operation to " + commit + " succeeded");
  }

  @Test
  void aSyncIsNotTakenForDriftWhileTheWatchLags() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.watchLags();
    world.start().pass();

    assertThat(world.applications.writes())
        .containsExactly("begin web", "state Succeeded web", "status web");
    assertThat(world.cluster.requests()).containsExactly("apply /ConfigMap/shop/a");
  }

  @Test
  void aNamespaceThatNobodyTellsOfIsMadeFirst() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(
        application("web").automated(true, true).option("CreateNamespace=true").build());
    world.start().pass();

    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
    assertThat(world.cluster.requests())
        .containsExactly("apply /Namespace//shop", "apply /ConfigMap/shop/a");
  }
}
