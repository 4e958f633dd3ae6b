package dev.kilter.engine.sync;

import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.FALSE;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.HealthStatus;
import dev.kilter.testkit.mutation.Guards;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost in the middle of a sync. */
@NullMarked
class RunLossesTest {
  @Test
  void M17_theHookOfAnEarlierSyncCountsForNothing() {
    Scenario scenario =
        new Scenario().git("Job before hook=PreSync\nConfigMap a").live("Job before hook=PreSync");
    String earlier = scenario.cluster.get("before").uid();
    scenario.cluster.become("before", HealthStatus.Healthy);
    scenario.go();

    assertThat(scenario.cluster.get("before").uid()).isNotEqualTo(earlier);
    assertThat(scenario.cluster.has("a")).isFalse();
  }

  @Test
  void M17_aWaveDoesNotAdvanceOnHealthFromBeforeItsApply() {
    Scenario scenario =
        new Scenario().git("Pod one\nService late wave=1").live("Pod one finalizer=yes");
    scenario.cluster.become("one", HealthStatus.Healthy);
    scenario.cluster.lag();
    scenario.go();
    assertThat(scenario.cluster.has("late")).isFalse();

    scenario.cluster.catchUp();
    scenario.go();
    assertThat(scenario.cluster.has("late")).isTrue();
  }

  @Test
  void M17_aWaveWaitsForTheHealthOfTheOneBefore() {
    Scenario scenario = new Scenario().git("Pod one\nService late wave=1");
    scenario.go();
    scenario.cluster.become("one", HealthStatus.Degraded);
    scenario.go();

    assertThat(scenario.cluster.has("late")).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(RunLossesTest.class)
        .without(
            "making room for a hook",
            "M17_theHookOfAnEarlierSyncCountsForNothing",
            in(Attempt.class, "apply").takes(FALSE, Optional.class, "isPresent"))
        .without(
            "waiting to see what was applied",
            "M17_aWaveDoesNotAdvanceOnHealthFromBeforeItsApply",
            in(Unseen.class, "isUnseen").answers(FALSE))
        .without(
            "waiting for health",
            "M17_aWaveWaitsForTheHealthOfTheOneBefore",
            in(Attempt.class, "awaited").answers(NOTHING))
        .tests();
  }
}
