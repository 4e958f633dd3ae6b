package dev.kilter.engine.sync;

import dev.kilter.engine.sync.AutoSync.Situation;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.Operation.InitiatedBy;
import dev.kilter.model.application.Operation.ResourceSelector;
import dev.kilter.model.application.Operation.Strategy;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.RetryPolicy;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.SyncPolicy.Automated;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations of automation, and the back-off between its repairs. */
final class SelfHeal {
  private SelfHeal() {}

  /** When drift may be repaired again; the first repair after a sync waits for nothing. */
  static Instant dueAt(OperationState last, Settings.Sync settings, Moment now) {
    Instant from = last.finishedAt().orElse(last.startedAt());
    int attempts = last.operation().sync().selfHealAttempts();
    Settings.Sync.SelfHealBackoff backoff = settings.selfHealBackoff();
    Duration delay =
        attempts == 0
            ? Duration.ZERO
            : RetryDelay.grown(backoff.initial(), backoff.factor(), attempts - 1L, backoff.cap());
    return now.after(from, delay);
  }

  /** To the newest revisions; limited to the given objects where there are any. */
  static Operation operation(
      Situation situation, Automated automated, List<ResourceStatus> only, int attempts) {
    SyncPolicy policy = situation.application().spec().syncPolicy();
    Operation.Sync sync =
        new Operation.Sync(
            situation.revisions(),
            situation.application().spec().sources(),
            automated.prune(),
            false,
            Strategy.DEFAULT,
            only.stream().map(SelfHeal::selector).toList(),
            policy.syncOptions(),
            attempts);
    return new Operation(
        sync,
        InitiatedBy.AUTOMATION,
        Optional.of(policy.retry().orElse(RetryPolicy.AUTOMATED_DEFAULT)),
        Manifest.of(Map.of()));
  }

  /** Kind, group and name, without a namespace, as Argo CD writes it. */
  private static ResourceSelector selector(ResourceStatus resource) {
    return new ResourceSelector(
        resource.key().group(), resource.key().kind(), "", resource.key().name());
  }
}
