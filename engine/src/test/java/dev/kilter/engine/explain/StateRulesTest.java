package dev.kilter.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.Drift;
import dev.kilter.engine.compare.FieldDifference;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.Hold;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.application.ResourceResult.Outcome;
import dev.kilter.model.application.ResourceResult.SyncPhase;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What syncs, drift and holds make of an application. */
final class StateRulesTest {
  private static final ResourceKey API = new ResourceKey("apps", "Deployment", "shop", "api");

  @Test
  void deletionsWaitForAConfirmation() {
    assertThat(
            new Facts()
                .is(SyncStatus.OutOfSync, HealthStatus.Healthy)
                .operation(
                    state(
                        OperationPhase.Succeeded,
                        "successfully synced (all tasks run)",
                        result(
                            new ResourceKey("", "Namespace", "", "old"),
                            Outcome.PruneSkipped,
                            "ignored (needs confirmation 0a1b2c3d4e5f)")))
                .print())
        .isEqualTo(
            """
            [OutOfSync] 1 deletion of "shop" waits for a confirmation; everything else is applied.
            KIL-DELETIONS-HELD Namespace/old, since 2026-11-22T11:59:00Z
              Git does not hold any more: Namespace old.
              Deleting that is too far-reaching to be done unasked.
              > If it is meant, delete: kilter app sync shop --prune --confirm 0a1b2c3d4e5f
              > If not, bring it back in Git; see what differs: kilter app diff shop
            """);
  }

  @Test
  void aSyncFailedOnAnUnknownKind() {
    assertThat(
            new Facts()
                .is(SyncStatus.OutOfSync, HealthStatus.Healthy)
                .operation(
                    state(
                        OperationPhase.Failed,
                        "one or more objects failed to apply",
                        result(
                            new ResourceKey("x.io", "Widget", "shop", "w"),
                            Outcome.SyncFailed,
                            "The Kubernetes API could not find x.io/Widget for requested resource"),
                        result(API, Outcome.SyncFailed, "timeout")))
                .print())
        .isEqualTo(
            """
            [SyncFailed] The cluster refuses Widget w: it does not know the kind.
            KIL-APPLY-REFUSED Widget/w, since 2026-11-22T11:59:00Z
              The Kubernetes API could not find x.io/Widget for requested resource.
              Refused as well: Deployment api.
              > Install the CRD of Widget, or put it into this source
              > Then sync again: kilter app sync shop
            """);
  }

  @Test
  void theClusterRefusesAnImmutableChange() {
    assertThat(
            new Facts()
                .deployedTwice()
                .operation(
                    state(
                        OperationPhase.Failed,
                        "one or more objects failed to apply",
                        result(
                            API,
                            Outcome.SyncFailed,
                            "Deployment.apps \"api\" is invalid: spec.selector: field is immutable")))
                .print())
        .isEqualTo(
            """
            [SyncFailed] The cluster refuses Deployment api: a field is changed that cannot be \
            changed in place.
            KIL-APPLY-REFUSED Deployment/api, since 2026-11-22T11:59:00Z
              Deployment.apps "api" is invalid: spec.selector: field is immutable.
              Came with 9f31c2a "bump api" by ben, deployed 7 min ago by auto-sync.
              > Delete it and create it again (its pods stop meanwhile): kilter app sync shop \
            --force --resource apps:Deployment:shop/api
              > Or undo that change in Git
            """);
  }

  @Test
  void aWaveIsBlockedByACrashingPod() {
    LiveResource job = Facts.object("Job", "migrate", Optional.empty());
    LiveResource pod =
        Facts.object(
            "Pod",
            "migrate-x",
            Optional.of(job),
            "container/m/image",
            "shop/migrate:3",
            "container/m/exitCode",
            "2",
            "container/m/restarts",
            "4",
            "container/m/waiting",
            "CrashLoopBackOff");
    assertThat(
            new Facts()
                .is(SyncStatus.OutOfSync, HealthStatus.Progressing)
                .live(job, pod)
                .log(pod, "no such table: orders")
                .operation(running("waiting for completion of hook batch/Job/migrate", job.key()))
                .print())
        .isEqualTo(
            """
            [Degraded] The sync is stuck in wave 0 at Job migrate: 1 of 1 pod of Job migrate \
            crashes with exit code 2.
            KIL-CRASH Job/migrate, since 2026-11-22T11:56:00Z
              The sync runs for 4 min; waiting for completion of hook batch/Job/migrate.
              Container m (migrate:3), 4 restarts.
              Last log line: no such table: orders
              > Stop this sync, so that a fix in Git can be applied: kilter app terminate-op shop
              > Read the whole log: kubectl -n shop logs migrate-x -c m --previous
            """);
  }

  @Test
  void aSyncIsUnderWay() {
    assertThat(
            new Facts()
                .is(SyncStatus.OutOfSync, HealthStatus.Progressing)
                .operation(running("waiting for healthy state of apps/Deployment/api", API))
                .print())
        .isEqualTo(
            """
            [Progressing] "shop" is syncing for 4 min and waits for Deployment api.
            KIL-SYNCING Deployment/api, since 2026-11-22T11:56:00Z
              waiting for healthy state of apps/Deployment/api.
              > Watch it: kilter app wait shop --operation
              > Stop it: kilter app terminate-op shop
            """);
  }

  @Test
  void aRollbackHolds() {
    assertThat(
            new Facts()
                .is(SyncStatus.OutOfSync, HealthStatus.Healthy)
                .deployedTwice()
                .compared(comparison(entry(API, new Drift(Drift.Kind.GIT_MOVED, ""))))
                .hold(
                    new Hold(
                        "ana",
                        "1.9.2 is broken",
                        Facts.ago("2H"),
                        Optional.empty(),
                        Optional.empty()))
                .print())
        .isEqualTo(
            """
            [Held] "shop" is held after a rollback by ana, 2 h ago.
            KIL-HELD -, since 2026-11-22T10:00:00Z
              It runs 9f31c2a "bump api" by ben.
              Reason: 1.9.2 is broken.
              It ends when Git asks for something else than what was rolled back.
              > Follow Git again: kilter app resume shop
              > See what that would change: kilter app diff shop
            """);
  }

  @Test
  void autoSyncGaveUp() {
    assertThat(
            new Facts()
                .automated()
                .is(SyncStatus.OutOfSync, HealthStatus.Healthy)
                .operation(state(OperationPhase.Failed, "one or more hooks failed"))
                .print())
        .isEqualTo(
            """
            [SyncFailed] The sync of "shop" to 9f31c2a failed 1 min ago.
            KIL-AUTO-SYNC-GAVE-UP -, since 2026-11-22T11:59:00Z
              one or more hooks failed.
              Auto-sync tries a revision that failed no more; the next commit is tried.
              > Try again: kilter app sync shop
              > See what differs: kilter app diff shop
            """);
  }

  @Test
  void someoneChangedAFieldByHand() {
    assertThat(
            new Facts()
                .automated()
                .is(SyncStatus.OutOfSync, HealthStatus.Healthy)
                .compared(
                    comparison(
                        entry(
                            API,
                            new Drift(Drift.Kind.BY_HAND, "kubectl-scale"),
                            new FieldDifference(
                                "spec.replicas",
                                Optional.of(2L),
                                Optional.of(3L),
                                List.of("kubectl-scale")))))
                .print())
        .isEqualTo(
            """
            [OutOfSync] Deployment api of "shop" was changed by hand with kubectl-scale.
            KIL-DRIFT-BY-HAND Deployment/api, since -
              Deployment api: spec.replicas is 3, Git says 2.
              > See what differs: kilter app diff shop
              > Self-heal takes it back; to do it now: kilter app sync shop
            """);
  }

  @Test
  void driftOfTheOtherClasses() {
    assertThat(drifted(Drift.Kind.GIT_MOVED, ""))
        .contains("Git moved on: Deployment api of \"shop\" is still as before.", "Apply it");
    assertThat(drifted(Drift.Kind.BY_CONTROLLER, "kube-controller-manager"))
        .contains(
            "Deployment api of \"shop\" is kept different by kube-controller-manager.",
            "ignoreDifferences");
    assertThat(drifted(Drift.Kind.NEVER_APPLIED, ""))
        .contains("Deployment api of \"shop\" was never applied.", "kilter app sync shop");
    assertThat(drifted(Drift.Kind.TO_PRUNE, ""))
        .contains("is not in Git any more", "kilter app sync shop --prune");
  }

  private static String drifted(Drift.Kind kind, String who) {
    return new Facts()
        .is(SyncStatus.OutOfSync, HealthStatus.Healthy)
        .compared(comparison(entry(API, new Drift(kind, who))))
        .print();
  }

  @Test
  void somethingIsOnItsWay() {
    assertThat(
            new Facts()
                .is(SyncStatus.Synced, HealthStatus.Progressing)
                .resources(
                    new ResourceStatus(
                        API,
                        "v1",
                        Optional.of(SyncStatus.Synced),
                        Optional.of(
                            new Health(HealthStatus.Progressing, "1 of 3 updated replicas")),
                        false,
                        false,
                        false,
                        0))
                .print())
        .isEqualTo(
            """
            [Progressing] "shop" is on its way for 6 min: Deployment api is not ready yet: 1 of 3 \
            updated replicas.
            KIL-PROGRESSING Deployment/api, since 2026-11-22T11:54:00Z
              Deployment api is Progressing: 1 of 3 updated replicas.
              > Wait for it: kilter app wait shop --health
              > See all its objects: kilter app get shop
            """);
  }

  @Test
  void kilterOnlyObserves() {
    assertThat(
            new Facts()
                .observing("argocd-application-controller wrote its status 20 s ago")
                .print())
        .startsWith(
            """
            [Healthy] Kilter only observes "shop"; what it sees is Synced and Healthy.
            KIL-OBSERVING -, since -
              argocd-application-controller wrote its status 20 s ago.
            """);
  }

  @Test
  void whateverIsTheMatterAnObserverSaysThatItOnlyObserves() {
    assertThat(
            new Facts()
                .is(SyncStatus.OutOfSync, HealthStatus.Progressing)
                .operation(running("waiting for healthy state of apps/Deployment/api", API))
                .observing("Kilter was started with --observe; it would sync to 9f31c2a: apply 1")
                .print())
        .contains(
            "  Kilter only observes: Kilter was started with --observe;"
                + " it would sync to 9f31c2a: apply 1.\n");
  }

  @Test
  void allIsWellButForAWarning() {
    assertThat(
            new Facts()
                .deployedTwice()
                .warned(
                    Condition.Type.RepeatedResourceWarning,
                    "Resource /ConfigMap/shop/a appeared 2 times among application resources.")
                .warned(
                    Condition.Type.ExcludedResourceWarning,
                    "Resource /Event b is excluded in the settings")
                .print())
        .isEqualTo(
            """
            [Healthy] "shop" is as Git says and healthy, but: Resource /ConfigMap/shop/a appeared \
            2 times among application resources.
            KIL-WARNED -, since 2026-11-22T11:55:00Z
              Resource /Event b is excluded in the settings.
              Came with 9f31c2a "bump api" by ben, deployed 7 min ago by auto-sync.
              > Keep one of them in Git; until then the last one counts
              > Take it out of Git, or out of resource.exclusions in argocd-cm
            """);
  }

  @Test
  void allIsWell() {
    assertThat(
            new Facts()
                .deployedTwice()
                .compared(comparison(entry(API, Optional.empty(), SyncStatus.Synced)))
                .print())
        .isEqualTo(
            """
            [Healthy] All is well: "shop" is as Git says and healthy.
            KIL-OK -, since 2026-11-22T11:54:00Z
              1 object compared.
              Came with 9f31c2a "bump api" by ben, deployed 7 min ago by auto-sync.
            """);
  }

  @Test
  void nothingIsKnownYet() {
    assertThat(new Facts().is(SyncStatus.Unknown, HealthStatus.Unknown).print())
        .startsWith("[Unknown] \"shop\" is Unknown and Unknown; nothing more is known yet.");
  }

  private static OperationState running(String message, ResourceKey key) {
    ResourceResult result =
        new ResourceResult(
            key,
            "v1",
            Optional.of(Outcome.Synced),
            "",
            Optional.of(HookPhase.Running),
            "",
            SyncPhase.Sync,
            List.of());
    return state(OperationPhase.Running, message, Facts.ago("4M"), Optional.empty(), result);
  }

  private static OperationState state(
      OperationPhase phase, String message, ResourceResult... results) {
    return state(phase, message, Facts.ago("2M"), Optional.of(Facts.ago("1M")), results);
  }

  private static OperationState state(
      OperationPhase phase,
      String message,
      Instant started,
      Optional<Instant> finished,
      ResourceResult... results) {
    Operation.Sync sync =
        new Operation.Sync(
            List.of(),
            List.of(),
            false,
            false,
            Operation.Strategy.DEFAULT,
            List.of(),
            SyncOptions.NONE,
            0);
    return new OperationState(
        new Operation(
            sync, Operation.InitiatedBy.AUTOMATION, Optional.empty(), Manifest.of(Map.of())),
        phase,
        message,
        Optional.of(
            new SyncResult(
                List.of(results),
                List.of("9f31c2a7e1b04c5d6e7f8091a2b3c4d5e6f70812"),
                List.of(),
                false,
                Optional.empty())),
        started,
        finished,
        0);
  }

  private static ResourceResult result(ResourceKey key, Outcome outcome, String message) {
    return new ResourceResult(
        key, "v1", Optional.of(outcome), message, Optional.empty(), "", SyncPhase.Sync, List.of());
  }

  private static Comparison comparison(ResourceComparison... entries) {
    Map<ResourceKey, ResourceComparison> resources = new java.util.HashMap<>();
    for (ResourceComparison entry : entries) {
      resources.put(entry.key(), entry);
    }
    return new Comparison(SyncStatus.OutOfSync, resources, true);
  }

  private static ResourceComparison entry(
      ResourceKey key, Drift drift, FieldDifference... differences) {
    return entry(key, Optional.of(drift), SyncStatus.OutOfSync, differences);
  }

  private static ResourceComparison entry(
      ResourceKey key, Optional<Drift> drift, SyncStatus status, FieldDifference... differences) {
    return new ResourceComparison(
        key,
        "v1",
        Optional.empty(),
        Optional.empty(),
        Optional.of(status),
        true,
        false,
        false,
        List.of(differences),
        drift,
        Digest.NONE,
        Digest.NONE);
  }
}
