package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.prune.HeldDeletions;
import dev.kilter.engine.sync.AutoSync.Decision;
import dev.kilter.engine.sync.AutoSync.Situation;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.application.ResourceResult.SyncPhase;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.RetryPolicy;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.SyncPolicy.Automated;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class AutoSyncTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Automated PRUNING = new Automated(true, false, false, true);
  private static final Automated HEALING = new Automated(true, true, false, true);
  private static final ResourceStatus DRIFTED = line("api", SyncStatus.OutOfSync, false);
  private static final ResourceStatus IN_SYNC = line("web", SyncStatus.Synced, false);
  private static final ResourceStatus EXTRA = line("old", SyncStatus.OutOfSync, true);
  private static final ResourceStatus KEPT = line("kept", SyncStatus.OutOfSync, true);

  @Test
  void startsWithTheResolvedRevisionAndArgosRetries() {
    Operation operation = started(PRUNING, Optional.empty(), DRIFTED);
    assertThat(operation.initiatedBy().automated()).isTrue();
    assertThat(operation.retry()).contains(RetryPolicy.ofLimit(5));
    assertThat(operation.sync().revisions()).containsExactly("abc");
    assertThat(operation.sync().prune()).isTrue();
    assertThat(operation.sync().options().has("CreateNamespace=true")).isTrue();
    assertThat(operation.sync().selective()).isFalse();
  }

  @Test
  void refusesWithoutAReasonToSync() {
    assertThat(reason(new Automated(true, true, true, false), DRIFTED))
        .isEqualTo("auto-sync is off");
    assertThat(
            text(
                AutoSync.decide(
                    situation(
                        application(PRUNING, Optional.empty(), Map.of()),
                        SyncStatus.Unknown,
                        List.of(DRIFTED)))))
        .isEqualTo("application status is Unknown");
    assertThat(reason(new Automated(false, false, false, true), EXTRA, IN_SYNC))
        .contains("automated prune is disabled");
  }

  @Test
  void aFailedAttemptIsNotRepeatedUntilSomethingChanges() {
    Optional<OperationState> failed = last(OperationPhase.Failed, "abc", 0, List.of());
    Decision decision = decide(HEALING, failed, DRIFTED);
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Refuse.class,
            refuse ->
                assertThat(refuse.condition().orElseThrow().message())
                    .isEqualTo("Failed last sync attempt to [abc]: it failed"));
    assertThat(decide(PRUNING, last(OperationPhase.Failed, "older", 0, List.of()), DRIFTED))
        .isInstanceOf(Decision.Start.class);
  }

  @Test
  void driftIsHealedInPartAndMoreAndMoreSlowly() {
    assertThat(text(decide(PRUNING, last(OperationPhase.Succeeded, "abc", 0, List.of()), DRIFTED)))
        .isEqualTo("most recent sync already to [abc]");
    Operation healing =
        started(HEALING, last(OperationPhase.Succeeded, "abc", 0, List.of()), DRIFTED, IN_SYNC);
    assertThat(healing.sync().resources())
        .containsExactly(new Operation.ResourceSelector("apps", "Deployment", "", "api"));
    assertThat(healing.sync().selfHealAttempts()).isEqualTo(1);
    assertThat(decide(HEALING, last(OperationPhase.Succeeded, "abc", 3, List.of()), DRIFTED))
        .isInstanceOfSatisfying(
            Decision.Refuse.class,
            refuse -> assertThat(refuse.retryAt()).contains(NOW.minusSeconds(1).plusSeconds(18)));
  }

  @Test
  void everythingIsNeverWipedOutByItself() {
    assertThat(decide(PRUNING, Optional.empty(), EXTRA))
        .isInstanceOfSatisfying(
            Decision.Refuse.class,
            refuse ->
                assertThat(refuse.condition().orElseThrow().message())
                    .isEqualTo(
                        "Skipping sync attempt to [abc]: auto-sync will wipe out all resources"));
    assertThat(started(new Automated(true, false, true, true), Optional.empty(), EXTRA))
        .isNotNull();
  }

  @Test
  void aHoldKeepsAutomationAway() {
    Application held =
        application(
            HEALING,
            Optional.empty(),
            Map.of(
                Annotations.HOLD,
                "{\"by\":\"ann\",\"reason\":\"rolled back\",\"since\":\"2026-11-22T09:00:00Z\"}"));
    assertThat(text(AutoSync.decide(situation(held, SyncStatus.OutOfSync, List.of(DRIFTED)))))
        .isEqualTo("held by ann: rolled back");
  }

  @Test
  void heldDeletionsAreNotTriedAgainUntilTheyAreApproved() {
    Optional<OperationState> held =
        last(OperationPhase.Succeeded, "abc", 0, List.of(heldResult("old")));
    assertThat(text(decide(HEALING, held, EXTRA, IN_SYNC))).contains("only deletions are left");
    assertThat(started(HEALING, held, EXTRA, DRIFTED).sync().resources()).hasSize(1);
    Application approved =
        application(PRUNING, held, Map.of(Annotations.DELETION_APPROVED, "2026-11-22T10:00:00Z"));
    assertThat(AutoSync.decide(situation(approved, SyncStatus.OutOfSync, List.of(EXTRA, IN_SYNC))))
        .isInstanceOf(Decision.Start.class);
  }

  @Test
  void anApprovalCountsFromTheAnnouncementThoughTheSyncHasNotEndedYet() {
    Optional<OperationState> held =
        last(OperationPhase.Succeeded, "abc", 0, List.of(heldResult("old")));
    Condition announced =
        new Condition(Condition.Type.DeletionHeldWarning, "--confirm abcdef", NOW.minusSeconds(5));
    Application approved =
        Applications.application(
            Map.of(Annotations.DELETION_APPROVED, NOW.minusSeconds(3).toString()),
            application(HEALING, held, Map.of()).spec().syncPolicy(),
            ApplicationStatus.NONE.withOperationState(held).withConditions(List.of(announced)));
    assertThat(AutoSync.decide(situation(approved, SyncStatus.OutOfSync, List.of(EXTRA, IN_SYNC))))
        .isInstanceOf(Decision.Start.class);
  }

  @Test
  void whatNoPruneWouldDeleteNeedsNoRepair() {
    Optional<OperationState> last = last(OperationPhase.Succeeded, "abc", 0, List.of());
    assertThat(text(decide(HEALING, last, KEPT, IN_SYNC))).contains("only deletions are left");
    assertThat(started(HEALING, last, KEPT, DRIFTED).sync().resources())
        .containsExactly(new Operation.ResourceSelector("apps", "Deployment", "", "api"));
  }

  private static String reason(Automated automated, ResourceStatus... resources) {
    return text(decide(automated, Optional.empty(), resources));
  }

  private static String text(Decision decision) {
    return switch (decision) {
      case Decision.Refuse(var reason, _, _) -> reason;
      case Decision.Start _ -> "started";
    };
  }

  private static Operation started(
      Automated automated, Optional<OperationState> last, ResourceStatus... resources) {
    return switch (decide(automated, last, resources)) {
      case Decision.Start(var operation) -> operation;
      case Decision.Refuse refuse -> throw new AssertionError(refuse);
    };
  }

  private static Decision decide(
      Automated automated, Optional<OperationState> last, ResourceStatus... resources) {
    return AutoSync.decide(
        situation(
            application(automated, last, Map.of()), SyncStatus.OutOfSync, List.of(resources)));
  }

  private static Situation situation(
      Application application, SyncStatus verdict, List<ResourceStatus> resources) {
    return new Situation(
        application,
        verdict,
        resources,
        Set.of(KEPT.key()),
        List.of("abc"),
        true,
        new Settings.Sync(
            Settings.Sync.ApplyDefault.SERVER_SIDE,
            Duration.ZERO,
            Duration.ZERO,
            new Settings.Sync.SelfHealBackoff(Duration.ofSeconds(2), 3, Duration.ofMinutes(5)),
            Settings.Sync.BlastRadius.KILTER),
        Moment.at(NOW));
  }

  private static Application application(
      Automated automated, Optional<OperationState> last, Map<String, String> annotations) {
    SyncPolicy policy =
        new SyncPolicy(
            Optional.of(automated),
            new SyncOptions(List.of("CreateNamespace=true")),
            Optional.empty(),
            Optional.empty());
    return Applications.application(
        annotations, policy, ApplicationStatus.NONE.withOperationState(last));
  }

  private static Optional<OperationState> last(
      OperationPhase phase, String revision, int attempts, List<ResourceResult> results) {
    Source head = Source.of(Applications.SOURCE.raw().with("HEAD", "targetRevision"));
    return Optional.of(
        new OperationState(
            Applications.operation(List.of(), attempts),
            phase,
            "it failed",
            Optional.of(
                new SyncResult(results, List.of(revision), List.of(head), false, Optional.empty())),
            NOW.minusSeconds(9),
            Optional.of(NOW.minusSeconds(1)),
            0));
  }

  private static ResourceResult heldResult(String name) {
    return skipped(name, HeldDeletions.message("abcdef"));
  }

  private static ResourceResult skipped(String name, String message) {
    return new ResourceResult(
        line(name, SyncStatus.OutOfSync, true).key(),
        "v1",
        Optional.of(ResourceResult.Outcome.PruneSkipped),
        message,
        Optional.of(HookPhase.Succeeded),
        "",
        SyncPhase.Sync,
        List.of());
  }

  private static ResourceStatus line(String name, SyncStatus status, boolean requiresPruning) {
    return new ResourceStatus(
        new ResourceKey("apps", "Deployment", "shop", name),
        "v1",
        Optional.of(status),
        Optional.empty(),
        false,
        requiresPruning,
        false,
        0);
  }
}
