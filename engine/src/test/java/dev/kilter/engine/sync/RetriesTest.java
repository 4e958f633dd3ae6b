package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class RetriesTest {
  @Test
  void aFailedAttemptIsTriedAgainUntilTheLimit() {
    Scenario scenario = new Scenario().git("ConfigMap a").retry(RetryPolicy.ofLimit(2));
    scenario.cluster.refuse("a", "no");
    String failure = "one or more synchronization tasks completed unsuccessfully, reason: no";
    assertThat(scenario.go())
        .endsWith("Running " + failure + ". Retrying attempt #1 at 10:00AM.\n");
    assertThat(scenario.go()).endsWith("until +10s\n");
    scenario.now = Scenario.START.plusSeconds(10);
    assertThat(scenario.go()).contains("Retrying attempt #1");
    assertThat(scenario.go()).contains("apply ConfigMap/a").contains("Retrying attempt #2");
    scenario.now = Scenario.START.plusSeconds(30);
    scenario.go();
    assertThat(scenario.go()).endsWith("Failed " + failure + " (retried 2 times).\n");
    assertThat(scenario.running().state().retryCount()).isEqualTo(2);
  }

  @Test
  void aRetryThatSucceedsHasForgottenTheFailure() {
    Scenario scenario = new Scenario().git("ConfigMap a").retry(RetryPolicy.ofLimit(-1));
    scenario.forbidden.add("ConfigMap");
    assertThat(scenario.go()).contains("Retrying attempt #1");
    scenario.forbidden.clear();
    scenario.now = Scenario.START.plusSeconds(60);
    scenario.go();
    assertThat(scenario.go()).endsWith("Succeeded successfully synced (all tasks run)\n");
    assertThat(scenario.results())
        .isEqualTo("Sync ConfigMap/a Synced Running configmap/a created\n");
  }

  @Test
  void terminatingEndsAWaitForARetry() {
    Scenario scenario = new Scenario().git("ConfigMap a").retry(RetryPolicy.ofLimit(5));
    scenario.forbidden.add("ConfigMap");
    scenario.go();
    scenario.run = scenario.running().saying(OperationPhase.Terminating, "stop");
    assertThat(scenario.go()).isEqualTo("Failed Operation terminated\n");
  }

  @Test
  void aRunThatTakesTooLongIsTerminated() {
    Scenario scenario = new Scenario().git("Pod one\nPod two wave=1");
    scenario.timeout = Duration.ofSeconds(30);
    assertThat(scenario.go()).endsWith("until +30s\n");
    scenario.now = Scenario.START.plusSeconds(30);
    assertThat(scenario.go()).contains("Terminating operation is terminating due to timeout");
    assertThat(scenario.go())
        .isEqualTo("Failed Operation terminated, triggered by controller sync timeout\n");
  }

  @Test
  void sharedResourcesFailTheSyncWhereAskedFor() {
    Scenario scenario = new Scenario().git("ConfigMap a").options("FailOnSharedResource=true");
    scenario.conditions.add(
        new Condition(Condition.Type.SharedResourceWarning, "a is also in b", Scenario.START));
    assertThat(scenario.go()).isEqualTo("Failed Shared resource found: a is also in b\n");
  }

  @Test
  void delaysGrowAndAreCapped() {
    RetryPolicy policy = RetryPolicy.ofLimit(9);
    assertThat(RetryDelay.of(policy, 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(RetryDelay.of(policy, 3)).isEqualTo(Duration.ofSeconds(40));
    assertThat(RetryDelay.of(policy, 400)).isEqualTo(Duration.ofMinutes(3));
  }
}
