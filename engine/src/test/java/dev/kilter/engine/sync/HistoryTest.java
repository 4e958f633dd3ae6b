package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class HistoryTest {
  @Test
  void keepsTheLastOnesUnderGrowingIds() {
    List<RevisionHistory> history = List.of();
    for (int i = 0; i < 12; i++) {
      history = History.append(history, ended(OperationPhase.Succeeded), 10, Scenario.START);
    }
    assertThat(history).hasSize(10);
    assertThat(history.getFirst().id()).isEqualTo(2);
    assertThat(history.getLast().id()).isEqualTo(11);
    assertThat(history.getLast().revisions()).containsExactly("abc");
    assertThat(History.append(history, ended(OperationPhase.Succeeded), 0, Scenario.START))
        .isEmpty();
  }

  @Test
  void onlyFullRealSuccessfulSyncsCount() {
    assertThat(History.append(List.of(), ended(OperationPhase.Failed), 10, Scenario.START))
        .isEmpty();
    Scenario dry = new Scenario().git("ConfigMap a").dryRun();
    dry.go();
    assertThat(History.append(List.of(), dry.running().state(), 10, Scenario.START)).isEmpty();
    Scenario selective = new Scenario().git("ConfigMap a").select("ConfigMap", "a");
    selective.go();
    assertThat(History.append(List.of(), selective.running().state(), 10, Scenario.START))
        .isEmpty();
  }

  @Test
  void aRollbackGoesToTheEntryWithoutHooksOrRetries() {
    Application application = application(Optional.empty());
    Rollback.Choice choice = new Rollback.Choice(0, true, false, Rollback.Automation.AS_IT_IS);
    assertThat(Rollback.operation(application, choice, "ann"))
        .isInstanceOfSatisfying(
            Result.Success.class,
            success ->
                assertThat(success.value().toString())
                    .contains(
                        "revisions=[abc]", "hooks=false", "username=ann", "retry=Optional.empty"));
    assertThat(
            Rollback.operation(
                application,
                new Rollback.Choice(7, true, false, Rollback.Automation.AS_IT_IS),
                "ann"))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed ->
                assertThat(failed.failure().message())
                    .contains("does not have deployment with id 7 in history; it has [0]"));
  }

  @Test
  void aRollbackAgainstAutomationNeedsAHold() {
    Application automated =
        application(Optional.of(new SyncPolicy.Automated(true, false, false, true)));
    assertThat(
            Rollback.operation(
                automated,
                new Rollback.Choice(0, true, false, Rollback.Automation.AS_IT_IS),
                "ann"))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.InvalidSpec.class));
    assertThat(
            Rollback.operation(
                automated, new Rollback.Choice(0, true, false, Rollback.Automation.HELD), "ann"))
        .isInstanceOf(Result.Success.class);
  }

  private static Application application(Optional<SyncPolicy.Automated> automated) {
    return Applications.application(
        Map.of(),
        new SyncPolicy(automated, SyncOptions.NONE, Optional.empty(), Optional.empty()),
        ApplicationStatus.NONE.withHistory(
            History.append(List.of(), ended(OperationPhase.Succeeded), 10, Scenario.START)));
  }

  private static OperationState ended(OperationPhase phase) {
    SyncRun run =
        SyncRun.of(Applications.state(List.of(), Scenario.START))
            .pinnedTo(List.of("abc"), Applications.application());
    return run.saying(phase, "").state();
  }
}
