package dev.kilter.engine.sync;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.engine.prune.BlastRadius;
import dev.kilter.engine.prune.HeldDeletions;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Hold;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncPolicy.Automated;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether automation starts a sync, by Argo CD's preconditions and in their order. */
public final class AutoSync {
  private AutoSync() {}

  /** What automation does now. */
  public sealed interface Decision {
    record Start(Operation operation) implements Decision {}

    /**
     * Nothing. {@code reason} is for the log, {@code condition} for the user where there is
     * something to put right, {@code retryAt} says when to ask again where time alone helps.
     */
    record Refuse(String reason, Optional<Advice> condition, Optional<Instant> retryAt)
        implements Decision {}

    /** A condition without its time. */
    record Advice(Condition.Type type, String message) {}
  }

  /**
   * What it decides on. {@code verdict}, {@code resources} and {@code revisions} are of the newest
   * comparison; {@code kept} are the resources that no prune would delete; {@code revisionMatters}
   * is false where nothing that the application reads has changed since the last sync, so that a
   * new commit alone is no reason.
   */
  public record Situation(
      Application application,
      SyncStatus verdict,
      List<ResourceStatus> resources,
      Set<ResourceKey> kept,
      List<String> revisions,
      boolean revisionMatters,
      Settings.Sync settings,
      Moment now) {
    public Situation {
      resources = List.copyOf(resources);
      kept = Set.copyOf(kept);
      revisions = List.copyOf(revisions);
    }
  }

  /**
   * What Git no longer names and a sync with these options would leave all the same, or could only
   * wait for, since it is being deleted already.
   */
  public static Set<ResourceKey> kept(Comparison comparison, LiveState live, SyncOptions options) {
    return comparison.resources().values().stream()
        .filter(ResourceComparison::requiresPruning)
        .map(ResourceComparison::key)
        .filter(key ->
            PruneWish.of(live.find(key), options) == PruneWish.KEEP
                || live.find(key).filter(LiveResource::terminating).isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }

  public static Decision decide(Situation situation) {
    Application application = situation.application();
    Optional<Automated> automation = application.spec().syncPolicy().automation();
    if (automation.isEmpty()) {
      return refuse("auto-sync is off");
    }
    if (application.operation().isPresent() || running(application)) {
      return refuse("another operation is in progress");
    }
    if (application.deleting()) {
      return refuse("deletion in progress");
    }
    if (situation.verdict() != SyncStatus.OutOfSync) {
      return refuse("application status is " + situation.verdict());
    }
    Optional<Hold> hold = Holds.of(application);
    if (hold.isPresent()) {
      return refuse("held by " + hold.get().by() + ": " + hold.get().reason());
    }
    if (!automation.get().prune() && onlyPrunesNeeded(situation)) {
      return refuse("need to prune extra resources only but automated prune is disabled");
    }
    return afterLastAttempt(situation, automation.get());
  }

  private static Decision afterLastAttempt(Situation situation, Automated automated) {
    Attempted attempted = Attempted.of(situation);
    return switch (attempted) {
      case Attempted.No _ -> start(situation, automated, List.of(), 0);
      case Attempted.Failed(var message) ->
          advise(
              "failed previous sync attempt to " + text(situation.revisions()),
              "Failed last sync attempt to " + text(situation.revisions()) + ": " + message);
      case Attempted.Succeeded(var state) -> again(situation, automated, state);
    };
  }

  /**
   * The same once more: to confirmed deletions in full, to drift in part. What would be left as it
   * is needs no repair: an attempt would do nothing but put off the next one.
   */
  private static Decision again(Situation situation, Automated automated, OperationState state) {
    Optional<HeldDeletions> held = HeldDeletions.of(state);
    if (automated.prune() && held.filter(it -> approved(it, situation, state)).isPresent()) {
      return start(situation, automated, List.of(), 0);
    }
    if (!automated.selfHeal()) {
      return refuse("most recent sync already to " + text(situation.revisions()));
    }
    List<ResourceStatus> drifted =
        situation.resources().stream()
            .filter(resource -> !synced(resource))
            .filter(resource -> !situation.kept().contains(resource.key()))
            .filter(resource ->
                held.filter(deletions -> deletions.keys().contains(resource.key())).isEmpty())
            .toList();
    boolean namespaceAlone = situation.resources().stream().allMatch(AutoSync::synced);
    if (drifted.isEmpty() && !namespaceAlone) {
      return refuse("only deletions are left, and they are held, under way or not to be made");
    }
    Instant due = SelfHeal.dueAt(state, situation.settings(), situation.now());
    return situation.now().isBefore(due)
        ? new Decision.Refuse(
            "already attempted sync to "
                + text(situation.revisions())
                + ", self-heal backs off for "
                + Duration.between(situation.now().steady(), due),
            Optional.empty(),
            Optional.of(due))
        : start(situation, automated, drifted, state.operation().sync().selfHealAttempts() + 1);
  }

  private static boolean approved(HeldDeletions held, Situation situation, OperationState state) {
    return BlastRadius.approved(held, situation.application(), state);
  }

  private static Decision start(
      Situation situation, Automated automated, List<ResourceStatus> only, int attempts) {
    return automated.prune() && !automated.allowEmpty() && onlyPrunes(situation.resources())
        ? advise(
            "auto-sync will wipe out all resources",
            "Skipping sync attempt to "
                + text(situation.revisions())
                + ": auto-sync will wipe out all resources")
        : new Decision.Start(SelfHeal.operation(situation, automated, only, attempts));
  }

  private static boolean running(Application application) {
    return application
        .status()
        .operationState()
        .map(OperationState::phase)
        .filter(phase -> phase == OperationPhase.Running || phase == OperationPhase.Terminating)
        .isPresent();
  }

  private static boolean onlyPrunesNeeded(Situation situation) {
    return situation.resources().stream()
        .allMatch(resource -> synced(resource) || resource.requiresPruning());
  }

  private static boolean onlyPrunes(List<ResourceStatus> resources) {
    return resources.stream().allMatch(ResourceStatus::requiresPruning);
  }

  /** What has no verdict, such as a hook, is nothing to sync. */
  private static boolean synced(ResourceStatus resource) {
    return resource.sync().filter(status -> status != SyncStatus.Synced).isEmpty();
  }

  private static String text(List<String> revisions) {
    return "[" + String.join(" ", revisions) + "]";
  }

  private static Decision refuse(String reason) {
    return new Decision.Refuse(reason, Optional.empty(), Optional.empty());
  }

  private static Decision advise(String reason, String message) {
    return new Decision.Refuse(
        reason,
        Optional.of(new Decision.Advice(Condition.Type.SyncError, message)),
        Optional.empty());
  }
}
