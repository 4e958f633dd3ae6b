package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.HealthStatus;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class WaveTest {
  @Test
  void aWaveWaitsForTheHealthOfTheOneBefore() {
    Scenario scenario = new Scenario().git("Pod one\nPod two\nService late wave=5");
    assertThat(scenario.go())
        .isEqualTo(
            """
            apply Pod/one, apply Pod/two
            Running waiting for healthy state of /Pod/one and 1 more resources
            """);
    scenario.cluster.become("one", HealthStatus.Healthy);
    assertThat(scenario.go()).isEqualTo("Running waiting for healthy state of /Pod/two\n");
    scenario.cluster.become("two", HealthStatus.Healthy);
    assertThat(scenario.go())
        .isEqualTo("save, apply Service/late\nSucceeded successfully synced (all tasks run)\n");
  }

  @Test
  void anUnhealthyObjectStopsTheWavesAfterIt() {
    Scenario scenario = new Scenario().git("Service one\nService two wave=1");
    scenario.advance();
    scenario.cluster.become("one", HealthStatus.Degraded);
    assertThat(scenario.go())
        .isEqualTo("Failed one or more synchronization tasks completed unsuccessfully\n");
    assertThat(scenario.results()).contains("Sync Service/one Synced Failed is Degraded");
    assertThat(scenario.cluster.has("two")).isFalse();
  }

  @Test
  void anObjectThatVanishesWhileWaitedForFailsTheSync() {
    Scenario scenario = new Scenario().git("Pod one\nService two wave=1");
    scenario.go();
    scenario.cluster.vanish("one");
    assertThat(scenario.go())
        .isEqualTo(
            "Failed one or more synchronization tasks completed unsuccessfully, reason: Resource"
                + " /Pod/one is missing, it might have been deleted\n");
    assertThat(scenario.results()).contains("Sync Pod/one SyncFailed Error");
  }

  @Test
  void anObjectThatTheCacheNeverShowsIsLookedFor() {
    Scenario scenario = new Scenario().git("Pod one\nService two wave=1");
    scenario.advance();
    scenario.cluster.vanish("one");
    assertThat(scenario.go()).endsWith("waiting for healthy state of /Pod/one until +10s\n");
    scenario.now = Scenario.START.plusSeconds(10);
    assertThat(scenario.go())
        .startsWith("look for Pod/one\nFailed one or more")
        .contains("is missing");
  }

  @Test
  void wavesAreApart() {
    Scenario scenario = new Scenario().git("ConfigMap a wave=-1\nConfigMap b");
    scenario.waveDelay = Duration.ofSeconds(2);
    assertThat(scenario.go())
        .isEqualTo("apply ConfigMap/a\nRunning one or more tasks are running until +2s\n");
    scenario.now = Scenario.START.plusSeconds(2);
    assertThat(scenario.go())
        .isEqualTo("save, apply ConfigMap/b\nSucceeded successfully synced (all tasks run)\n");
  }

  @Test
  void namespacesAndDefinitionsMoveBeforeWhatNeedsThem() {
    Scenario scenario =
        new Scenario()
            .git(
                """
                Namespace shop wave=3
                Job before hook=PreSync
                Thing one wave=-2
                CustomResourceDefinition things.test.io wave=4 spec={group:~test.io,names:~{kind:~Thing}}
                """);
    assertThat(scenario.go())
        .isEqualTo(
            """
            apply Namespace/shop
            save, apply Job/before
            Running waiting for completion of hook batch/Job/before
            """);
    scenario.cluster.become("before", HealthStatus.Healthy);
    assertThat(scenario.go())
        .isEqualTo(
            """
            replace Job/before
            save, apply CustomResourceDefinition/things.test.io
            apply Thing/one
            Succeeded successfully synced (all tasks run)
            """);
  }

  @Test
  void deletionsRunInTheMirroredOrderOfCreation() {
    Scenario scenario =
        new Scenario().live("ConfigMap a wave=0\nConfigMap b wave=1\nConfigMap c wave=2");
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, prune ConfigMap/c
            save, prune ConfigMap/b
            save, prune ConfigMap/a
            Succeeded successfully synced (all tasks run)
            """);
  }

  @Test
  void mirroredWavesStayWhereTheyWereAmongTheOthers() {
    Scenario scenario =
        new Scenario()
            .git("ConfigMap two wave=2")
            .live("ConfigMap one wave=1\nConfigMap three wave=3\nConfigMap four wave=4");
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, prune ConfigMap/four
            save, apply ConfigMap/two
            save, prune ConfigMap/three
            save, prune ConfigMap/one
            Succeeded successfully synced (all tasks run)
            """);
  }

  @Test
  void aDeletionThatTakesTimeHoldsTheNextWave() {
    Scenario scenario = new Scenario().live("Pod one wave=1\nPod two wave=2");
    scenario.cluster.keep("two");
    assertThat(scenario.go())
        .isEqualTo("save, prune Pod/two\nRunning waiting for deletion of /Pod/two\n");
    assertThat(scenario.go()).isEqualTo("Running waiting for deletion of /Pod/two\n");
    scenario.cluster.vanish("two");
    assertThat(scenario.go()).startsWith("save, prune Pod/one\nSucceeded");
  }

  @Test
  void pruneLastComesAfterEverythingIsHealthy() {
    Scenario scenario =
        new Scenario().git("Pod new wave=7").live("ConfigMap old wave=1").options("PruneLast=true");
    assertThat(scenario.go())
        .isEqualTo("apply Pod/new\nRunning waiting for healthy state of /Pod/new\n");
    scenario.cluster.become("new", HealthStatus.Healthy);
    assertThat(scenario.go()).startsWith("save, prune ConfigMap/old\nSucceeded");
  }

  @Test
  void oneObjectAloneMayAskToBePrunedLast() {
    Scenario scenario =
        new Scenario()
            .git("Pod new wave=7")
            .live("ConfigMap last wave=1 options=PruneLast=true\nConfigMap old wave=1");
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, prune ConfigMap/old
            save, apply Pod/new
            Running waiting for healthy state of /Pod/new
            """);
    scenario.cluster.become("new", HealthStatus.Healthy);
    assertThat(scenario.go()).startsWith("save, prune ConfigMap/last\nSucceeded");
  }

  @Test
  void theMessageNamesOneAndCountsTheRest() {
    Scenario pods = new Scenario().git("Pod one\nPod three\nPod two\nService late wave=5");
    assertThat(pods.go()).endsWith("waiting for healthy state of /Pod/one and 2 more resources\n");

    Scenario hooks = new Scenario().git("Job one hook=PreSync\nJob two hook=PreSync\nPod a");
    assertThat(hooks.go())
        .endsWith("waiting for completion of hook batch/Job/one and 1 more hooks\n");

    Scenario both = new Scenario().git("Job hook hook=Sync\nPod a\nPod b\nService late wave=5");
    assertThat(both.go())
        .endsWith("waiting for completion of hook batch/Job/hook and 2 more resources\n");

    Scenario deletions =
        new Scenario().live("Pod one wave=1\nPod three wave=1\nPod two wave=1\nPod zero wave=0");
    deletions.cluster.keep("one");
    deletions.cluster.keep("two");
    deletions.cluster.keep("three");
    assertThat(deletions.go()).endsWith("waiting for deletion of /Pod/one and 2 more resources\n");
  }

  @Test
  void namespacesAndDefinitionsAreDeletedAfterWhatTheyHold() {
    Scenario scenario =
        new Scenario().live("Namespace shop\nConfigMap a\nCustomResourceDefinition things.test.io");
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, prune ConfigMap/a
            save, prune CustomResourceDefinition/things.test.io
            save, prune Namespace/shop
            Succeeded successfully synced (all tasks run)
            """);
  }
}
