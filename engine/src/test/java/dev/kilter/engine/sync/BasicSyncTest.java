package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class BasicSyncTest {
  @Test
  void createsInTheOrderOfKinds() {
    Scenario scenario = new Scenario().git("Pod a\nService b\nConfigMap z\nConfigMap c");
    assertThat(scenario.go())
        .isEqualTo(
            """
            apply ConfigMap/c, apply ConfigMap/z
            apply Service/b
            apply Pod/a
            Succeeded successfully synced (all tasks run)
            """);
    assertThat(scenario.results()).contains("Sync Pod/a Synced Running pod/a created");
  }

  @Test
  void prunesFirstAndDoesNotAwaitHealthInTheLastGroup() {
    Scenario scenario = new Scenario().git("Service web").live("Service web\nPod extra");
    scenario.cluster.become("web", HealthStatus.Degraded);
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, prune Pod/extra
            apply Service/web
            Succeeded successfully synced (all tasks run)
            """);
    assertThat(scenario.results())
        .isEqualTo(
            """
            Sync Pod/extra Pruned Succeeded pruned
            Sync Service/web Synced Running service/web configured
            """);
  }

  @Test
  void aRefusedObjectFailsTheSyncAndStopsNoOther() {
    Scenario scenario = new Scenario().git("ConfigMap good\nService bad");
    scenario.cluster.refuse("bad", "port 99999 is out of range");
    assertThat(scenario.go())
        .isEqualTo(
            """
            apply ConfigMap/good
            apply Service/bad
            Failed one or more synchronization tasks completed unsuccessfully, reason: port 99999 is out of range
            """);
    assertThat(scenario.cluster.has("good")).isTrue();
  }

  @Test
  void aRefusedPruneStopsTheCreationsOfItsGroup() {
    Scenario scenario = new Scenario().git("ConfigMap new").live("Pod old");
    scenario.cluster.refuse("old", "pods is forbidden");
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, prune Pod/old
            Failed one or more synchronization tasks completed unsuccessfully, reason: pods is forbidden
            """);
    assertThat(scenario.cluster.has("new")).isFalse();
  }

  @Test
  void whatTheProjectForbidsIsNotValid() {
    Scenario scenario = new Scenario().git("ConfigMap a ns=kube-system\nSecret b");
    scenario.forbidden.add("kube-system");
    scenario.forbidden.add("Secret");
    assertThat(scenario.go()).isEqualTo("Failed one or more synchronization tasks are not valid\n");
    assertThat(scenario.results())
        .contains("namespace kube-system is not permitted in project 'default'")
        .contains("resource :Secret is not permitted in project default");
    assertThat(scenario.cluster.has("a")).isFalse();
  }

  @Test
  void anUnknownKindIsNotValidUnlessItsDefinitionComesAlong() {
    Scenario alone = new Scenario().git("Thing one").unserved("Thing");
    assertThat(alone.go()).isEqualTo("Failed one or more synchronization tasks are not valid\n");
    assertThat(alone.results())
        .contains(
            "The Kubernetes API could not find test.io/Thing for requested resource shop/one. Make"
                + " sure the \"Thing\" CRD is installed on the destination cluster.");

    Scenario together =
        new Scenario()
            .git(
                "Thing one\n"
                    + "CustomResourceDefinition things.test.io spec={group:~test.io,names:~{kind:~Thing}}")
            .unserved("Thing");
    assertThat(together.go()).startsWith("apply CustomResourceDefinition/things.test.io\nRunning");
    together.served("Thing");
    assertThat(together.go())
        .isEqualTo("apply Thing/one\nSucceeded successfully synced (all tasks run)\n");
  }

  @Test
  void theNamespaceIsMadeFirstAndAwaited() {
    Scenario scenario = new Scenario().git("ConfigMap a").options("CreateNamespace=true");
    assertThat(scenario.go())
        .isEqualTo(
            """
            apply Namespace/shop
            apply ConfigMap/a
            Succeeded successfully synced (all tasks run)
            """);
    assertThat(scenario.results()).startsWith("PreSync Namespace/shop Synced Succeeded");
  }

  @Test
  void anApplicationWithoutObjectsHasNothingToDo() {
    assertThat(new Scenario().go()).isEqualTo("Succeeded successfully synced (no more tasks)\n");
  }

  @Test
  void aDryRunTouchesNothing() {
    Scenario scenario = new Scenario().git("ConfigMap a\nConfigMap b").live("ConfigMap b\nPod c");
    assertThat(scenario.dryRun().go()).isEqualTo("Succeeded successfully synced (all tasks run)\n");
    assertThat(scenario.results())
        .isEqualTo(
            """
            Sync ConfigMap/a Synced Succeeded configmap/a created (dry run)
            Sync ConfigMap/b Synced Succeeded configmap/b unchanged (dry run)
            Sync Pod/c Pruned Succeeded pruned (dry run)
            """);
  }

  @Test
  void aSelectiveSyncTouchesOnlyWhatItNames() {
    Scenario scenario =
        new Scenario().git("ConfigMap a\nConfigMap b\nJob h hook=PreSync").select("ConfigMap", "a");
    assertThat(scenario.go())
        .isEqualTo("apply ConfigMap/a\nSucceeded successfully synced (all tasks run)\n");
  }

  @Test
  void applyOutOfSyncOnlyLeavesOutWhatIsInSync() {
    Scenario scenario =
        new Scenario()
            .git("Pod one\nPod three")
            .live("Pod two\nPod three")
            .options("ApplyOutOfSyncOnly=true")
            .noPrune();
    assertThat(scenario.go())
        .isEqualTo("apply Pod/one\nSucceeded successfully synced (all tasks run)\n");
    assertThat(scenario.results())
        .isEqualTo(
            """
            Sync Pod/two PruneSkipped Succeeded ignored (requires pruning)
            Sync Pod/one Synced Running pod/one created
            """);
  }

  @Test
  void applyOutOfSyncOnlyStillPrunesAndWaitsForWaves() {
    Scenario pruned =
        new Scenario()
            .git("Pod one\nPod three")
            .live("Pod two\nPod three")
            .options("ApplyOutOfSyncOnly=true");
    assertThat(pruned.go()).contains("prune Pod/two", "apply Pod/one").doesNotContain("Pod/three");

    Scenario waves =
        new Scenario()
            .git("Pod one wave=2\nPod three wave=1")
            .live("Pod two wave=3\nPod three wave=1")
            .options("ApplyOutOfSyncOnly=true", "PruneLast=true");
    assertThat(waves.go())
        .isEqualTo("apply Pod/one\nRunning waiting for healthy state of /Pod/one\n");
    assertThat(waves.results()).isEqualTo("Sync Pod/one Synced Running pod/one created\n");
    waves.cluster.become("one", HealthStatus.Healthy);
    assertThat(waves.go()).startsWith("save, prune Pod/two\nSucceeded");

    Scenario scoped =
        new Scenario()
            .git("Namespace one\nNamespace three ns=elsewhere")
            .live("Namespace three")
            .options("ApplyOutOfSyncOnly=true");
    scoped.go();
    assertThat(scoped.results()).contains("Namespace/one").doesNotContain("Namespace/three");
  }

  @Test
  void anUnknownKindMayBeToldToComeLater() {
    for (Scenario told :
        List.of(
            new Scenario().git("Thing one options=SkipDryRunOnMissingResource=true"),
            new Scenario().git("Thing one").options("SkipDryRunOnMissingResource=true"))) {
      told.unserved("Thing");
      assertThat(told.go()).doesNotContain("are not valid");
    }
  }

  @Test
  void aLostReplyIsTriedAgainLater() {
    Scenario scenario = new Scenario().git("ConfigMap a");
    scenario.advance();
    scenario.outcomes =
        List.of(
            new SyncCommand.Outcome.Applied(
                new ResourceKey("", "ConfigMap", "shop", "a"), new ApplyOutcome.Unknown("reset")));
    assertThat(scenario.go()).isEqualTo("Running one or more tasks are running until +2s\n");
    assertThat(scenario.go())
        .isEqualTo("apply ConfigMap/a\nSucceeded successfully synced (all tasks run)\n");
  }
}
