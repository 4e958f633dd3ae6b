package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
    assertThat(world.applications.writes()).containsExactly("begin web", "state Succeeded web");
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

    assertThat(world.applications.writes()).containsExactly("begin web", "state Succeeded web");
    assertThat(world.cluster.requests()).containsExactly("apply /ConfigMap/shop/a");
  }

  @Test
  void theEndOfASyncDoesNotWaitForAVerdictThatStaysAway() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    AtomicInteger comparisons = new AtomicInteger(); // before the sync, within it, after it
    world.lose(command -> command instanceof Command.Compare && comparisons.incrementAndGet() > 2);
    world.start().pass(Duration.ofMillis(900));
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Running);

    world.pass(Duration.ofMillis(200));
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
    assertThat(world.app("web").status().history()).hasSize(1);
    assertThat(world.app("web").status().sync().status()).isEmpty();
  }

  @Test
  void whoAsksToBeLeftAloneIsLeftAlone() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(
        application("web")
            .automated(true, true)
            .annotation(Annotations.SKIP_RECONCILE, "true")
            .build());
    world.start().pass();
    assertThat(world.applications.writes()).isEmpty();
    assertThat(world.cluster.requests()).isEmpty();

    world.applications.annotate(
        World.id("web"), Map.of(Annotations.SKIP_RECONCILE, Optional.empty()));
    world.pass();
    assertThat(world.live(World.configMap("a"))).isPresent();
  }

  @Test
  void aSpecThatChangesAtTheSameCommitIsSynced() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "next/a.yaml", configMap("a", "2")));
    world.applications.put(application("web").automated(true, false).build());
    world.start().pass();

    world.applications.put(application("web").automated(true, false).path("next").build());
    world.pass();
    assertThat(world.live(World.configMap("a")).orElseThrow().text("data", "key")).contains("2");
  }

  @Test
  void ofSeveralSourcesAnyNewCommitIsSyncedAndDriftAloneIsNot() {
    String base = "https://git.example/base";
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.git.commit(base, "main", Map.of("base/b.yaml", configMap("b", "1")));
    world.applications.put(
        application("web").automated(true, false).alsoFrom(base, "base").build());
    world.start().pass();
    int first = world.app("web").status().history().size();

    world.cluster.edit(World.configMap("a"), live -> live.with("x", "data", "key"));
    world.pass(Duration.ofMinutes(10));
    assertThat(world.sync("web")).isEqualTo(SyncStatus.OutOfSync);
    assertThat(world.app("web").status().history()).hasSize(first);

    world.git.commit(base, "main", Map.of("base/b.yaml", configMap("b", "2")));
    world.pass(Duration.ofMinutes(10));
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
    assertThat(world.live(World.configMap("b")).orElseThrow().text("data", "key")).contains("2");
    assertThat(world.app("web").status().history()).hasSize(first + 1);
  }

  @Test
  void theLabelsOfTheNamespaceFollowTheSpec() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(
        application("web").automated(true, false).managedNamespace("team", "web").build());
    world.start().pass();
    assertThat(namespaceLabels()).containsEntry("team", "web");
    assertThat(world.operation("web").syncResult().orElseThrow().managedNamespaceMetadata())
        .isEqualTo(world.app("web").spec().syncPolicy().managedNamespaceMetadata());

    world.applications.put(application("web").managedNamespace("team", "shop").build());
    world.pass();
    assertThat(world.sync("web")).isEqualTo(SyncStatus.OutOfSync);

    world.applications.put(
        application("web").automated(true, true).managedNamespace("team", "shop").build());
    world.pass();
    assertThat(namespaceLabels()).containsEntry("team", "shop");
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
  }

  private Map<String, @Nullable Object> namespaceLabels() {
    return world.live(new ResourceKey("", "Namespace", "", "shop")).orElseThrow().labels();
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
