package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.resource.Hooks;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.OperationPhase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class HookTest {
  @Test
  void hooksRunInTheirPhasesAndAreAwaited() {
    Scenario scenario =
        new Scenario()
            .git(
                "Job before hook=PreSync\nConfigMap a\nJob after hook=PostSync\nJob fail hook=SyncFail");
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, apply Job/before
            Running waiting for completion of hook batch/Job/before
            """);
    scenario.cluster.become("before", HealthStatus.Healthy);
    assertThat(scenario.go())
        .isEqualTo(
            """
            replace Job/before
            save, apply ConfigMap/a
            save, apply Job/after
            Running waiting for completion of hook batch/Job/after
            """);
    assertThat(scenario.cluster.get("before").list("metadata", "finalizers")).isEmpty();
    scenario.cluster.become("after", HealthStatus.Healthy);
    assertThat(scenario.go())
        .isEqualTo("replace Job/after\nSucceeded successfully synced (no more tasks)\n");
    assertThat(scenario.cluster.has("fail")).isFalse();
  }

  @Test
  void createdHooksCarryTheFinalizer() {
    Scenario scenario = new Scenario().git("Job before hook=PreSync");
    scenario.go();
    assertThat(scenario.cluster.get("before").list("metadata", "finalizers"))
        .containsExactly(Hooks.FINALIZER);
  }

  /** After the commit, the phase and the time of the run, so that each run makes a new one. */
  @Test
  void hooksWithoutANameAreNamedByTheRun() {
    String end = "0123456-presync-" + Scenario.START.getEpochSecond();
    assertThat(new Scenario().git("Job load- hook=PreSync").go())
        .startsWith("save, apply Job/load-" + end + "\n");
    Scenario nameless = new Scenario().git("Job - hook=PreSync");
    assertThat(nameless.go()).startsWith("save, apply Job/" + end + "\n");
    nameless.restart();
    assertThat(nameless.go())
        .isEqualTo("Running waiting for completion of hook batch/Job/" + end + "\n");
  }

  @Test
  void aFailedHookRunsTheSyncFailHooksAndFails() {
    Scenario scenario =
        new Scenario().git("Job work hook=Sync\nConfigMap a\nJob fail hook=SyncFail");
    scenario.go();
    scenario.cluster.become("work", HealthStatus.Degraded);
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, apply Job/fail
            Running waiting for completion of hook batch/Job/fail
            """);
    scenario.cluster.become("fail", HealthStatus.Healthy);
    assertThat(scenario.go())
        .endsWith("Failed one or more synchronization tasks completed unsuccessfully\n");
    assertThat(scenario.results())
        .contains("Sync Job/work Synced Failed is Degraded")
        .contains("SyncFail Job/fail Synced Succeeded is Healthy");
  }

  @Test
  void failedSyncFailHooksAreNamed() {
    Scenario scenario =
        new Scenario().git("ConfigMap a\nJob one hook=SyncFail\nJob two hook=SyncFail");
    scenario.cluster.refuse("a", "A");
    scenario.cluster.refuse("two", "B");
    scenario.go();
    scenario.cluster.become("one", HealthStatus.Healthy);
    assertThat(scenario.go())
        .endsWith(
            """
            Failed one or more synchronization tasks completed unsuccessfully, reason: A
            one or more SyncFail hooks failed, reason: B
            """);
  }

  @Test
  void aHookOfAnEarlierSyncIsReplacedByANewOne() {
    Scenario scenario =
        new Scenario()
            .git("Job before hook=PreSync\nConfigMap a")
            .live("Job before hook=PreSync finalizer=yes");
    String uid = scenario.cluster.get("before").uid();
    scenario.cluster.become("before", HealthStatus.Healthy);
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, delete hook Job/before
            save, replace Job/before
            save, apply Job/before
            Running waiting for completion of hook batch/Job/before
            """);
    assertThat(scenario.cluster.get("before").uid()).isNotEqualTo(uid);
  }

  @Test
  void aHookThatWillNotGoIsWaitedFor() {
    Scenario scenario =
        new Scenario().git("Job before hook=PreSync").live("Job before hook=PreSync");
    scenario.cluster.keep("before");
    assertThat(scenario.go())
        .isEqualTo(
            """
            save, delete hook Job/before
            Running waiting for deletion of hook batch/Job/before
            """);
  }

  @Test
  void deletePoliciesWorkAtTheEnd() {
    Scenario succeeded = jobs();
    succeeded.go();
    succeeded.cluster.become("one", HealthStatus.Healthy);
    assertThat(succeeded.go()).doesNotContain("delete");
    succeeded.cluster.become("two", HealthStatus.Healthy);
    assertThat(succeeded.go()).contains("delete hook Job/one").endsWith("(no more tasks)\n");
    assertThat(succeeded.cluster.has("one")).isFalse();
    assertThat(succeeded.cluster.has("two")).isTrue();

    Scenario failed = jobs();
    failed.go();
    failed.cluster.become("one", HealthStatus.Healthy);
    failed.cluster.become("two", HealthStatus.Degraded);
    assertThat(failed.go()).contains("delete hook Job/two").contains("Failed one or more");
    assertThat(failed.cluster.has("two")).isFalse();
    assertThat(failed.cluster.has("one")).isTrue();
  }

  private static Scenario jobs() {
    return new Scenario()
        .git("Job one hook=Sync policy=HookSucceeded\nJob two hook=Sync policy=HookFailed");
  }

  @Test
  void strategyApplyAndUnknownTypesRunNoHooks() {
    assertThat(new Scenario().git("ConfigMap a\nJob h hook=PreSync").withoutHooks().go())
        .isEqualTo("apply ConfigMap/a\nSucceeded successfully synced (all tasks run)\n");
    assertThat(new Scenario().git("ConfigMap a\nJob h hook=Odd\nJob s hook=Skip").go())
        .isEqualTo("apply ConfigMap/a\nSucceeded successfully synced (all tasks run)\n");
  }

  @Test
  void aHookOfTwoPhasesRunsTwice() {
    Scenario scenario = new Scenario().git("Job both hook=PreSync,PostSync\nConfigMap a");
    scenario.go();
    scenario.cluster.become("both", HealthStatus.Healthy);
    assertThat(scenario.go())
        .isEqualTo(
            """
            replace Job/both
            save, apply ConfigMap/a
            save, delete hook Job/both
            save, apply Job/both
            Running waiting for completion of hook batch/Job/both
            """);
    scenario.cluster.become("both", HealthStatus.Healthy);
    assertThat(scenario.go()).endsWith("Succeeded successfully synced (no more tasks)\n");
  }

  @Test
  void aHookOfWhichNobodyHeardIsTakenUpAndRunsOnce() {
    Scenario scenario = new Scenario().git("Job before hook=PreSync\nConfigMap a");
    scenario.advance();
    scenario.restart();
    assertThat(scenario.go())
        .isEqualTo("Running waiting for completion of hook batch/Job/before\n");
    scenario.cluster.become("before", HealthStatus.Healthy);
    assertThat(scenario.go())
        .isEqualTo(
            """
            replace Job/before
            save, apply ConfigMap/a
            Succeeded successfully synced (all tasks run)
            """);
  }

  @Test
  void terminatingDeletesAHookOfWhichNobodyHeard() {
    Scenario scenario = new Scenario().git("Job work hook=Sync");
    scenario.advance();
    scenario.restart();
    scenario.run = scenario.running().saying(OperationPhase.Terminating, "stop");
    scenario.go();
    assertThat(scenario.cluster.has("work")).isFalse();
  }

  @Test
  void terminatingDeletesRunningHooksAndNothingElse() {
    Scenario scenario = new Scenario().git("ConfigMap a\nJob work hook=Sync");
    scenario.go();
    scenario.run = scenario.running().saying(OperationPhase.Terminating, "stop");
    assertThat(scenario.go())
        .isEqualTo(
            """
            delete hook Job/work
            replace Job/work
            Failed Operation terminated
            """);
    assertThat(scenario.cluster.has("work")).isFalse();
    assertThat(scenario.cluster.has("a")).isTrue();
  }
}
