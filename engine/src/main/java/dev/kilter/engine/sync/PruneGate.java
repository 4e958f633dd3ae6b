package dev.kilter.engine.sync;

import dev.kilter.engine.prune.BlastRadius;
import dev.kilter.engine.prune.HeldDeletions;
import dev.kilter.engine.sync.Results.Verdict;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.application.ResourceResult.Outcome;
import java.util.List;
import java.util.Optional;

/** Which deletions of a run may be asked for, which are left out, and which wait for a word. */
final class PruneGate {
  /** Of a deletion that was confirmed as part of a plan: the plan may go on after a restart. */
  private static final String CONFIRMED = "to be pruned (confirmed)";

  private PruneGate() {}

  /** The run with a result for every deletion that was never going to be made. */
  static SyncRun settled(SyncRun run, Tasks tasks) {
    SyncRun settled = run;
    for (Task task : tasks.where(task -> task.prune() && task.pending()).ordered()) {
      Optional<String> reason = leftOut(task, run);
      if (reason.isPresent()) {
        settled = Results.record(settled, task, Verdict.pruneSkipped(reason.get()));
      } else if (task.terminating()) {
        settled =
            Results.record(
                settled, task, Verdict.of(Outcome.Pruned, HookPhase.Succeeded, "pruned"));
      }
    }
    return settled;
  }

  /**
   * Deletions that wait until the application says deletion-approved, after the operation began.
   */
  static List<Task> unconfirmed(SyncRun run, Tasks tasks, Observation seen) {
    return BlastRadius.approvedSince(seen.application(), run.state().startedAt())
        ? List.of()
        : tasks.stream()
            .filter(task -> task.prune() && task.pending() && wish(task, run) == PruneWish.CONFIRM)
            .toList();
  }

  private static Optional<String> leftOut(Task task, SyncRun run) {
    if (!run.state().operation().sync().prune()) {
      return Optional.of("ignored (requires pruning)");
    }
    return wish(task, run) == PruneWish.KEEP ? Optional.of("ignored (no prune)") : Optional.empty();
  }

  private static PruneWish wish(Task task, SyncRun run) {
    return PruneWish.of(task.live(), run.state().operation().sync().options());
  }

  /**
   * The run with a result for every deletion that would reach too far (design 2.13). What asks for
   * an explicit confirmation has its own, and needs no second one; what is being deleted already
   * needs none any more.
   */
  static SyncRun reviewed(SyncRun run, Tasks tasks, Observation seen) {
    Tasks fresh =
        tasks.where(task ->
            task.prune()
                && task.result().isEmpty()
                && !task.terminating()
                && leftOut(task, run).isEmpty());
    if (fresh.isEmpty() || run.state().operation().sync().dryRun()) {
      return run;
    }
    BlastRadius.Review review =
        BlastRadius.review(
            new BlastRadius.Plan(
                fresh.stream()
                    .filter(task -> wish(task, run) == PruneWish.PRUNE)
                    .flatMap(task -> task.live().stream())
                    .toList(),
                liveCount(seen),
                wantedCount(seen)),
            seen.application(),
            run.state(),
            seen.settings().sync());
    SyncRun reviewed = run;
    for (Task task : fresh.ordered()) {
      if (review.held().contains(task.key())) {
        reviewed =
            Results.record(
                reviewed, task, Verdict.pruneSkipped(HeldDeletions.message(review.hash())));
      } else if (review.confirmed()) {
        reviewed =
            Results.record(
                reviewed, task, new Verdict(Optional.empty(), Optional.empty(), CONFIRMED));
      }
    }
    return reviewed;
  }

  /** Confirmed deletions that a process carried out which did not live to write it down. */
  static SyncRun gone(SyncRun run, Observation seen) {
    SyncRun noted = run;
    for (ResourceResult result : Results.of(run.state())) {
      boolean open = result.message().equals(CONFIRMED) && result.hookPhase().isEmpty();
      if (open && seen.live().find(result.key()).isEmpty()) {
        noted =
            Results.record(
                noted, result, Verdict.of(Outcome.Pruned, HookPhase.Succeeded, "pruned"));
      }
    }
    return noted;
  }

  private static int liveCount(Observation seen) {
    return (int)
        seen.comparison().resources().values().stream()
            .filter(resource -> !resource.hook())
            .filter(resource -> seen.live().find(resource.key()).isPresent())
            .count();
  }

  private static int wantedCount(Observation seen) {
    return (int)
        seen.comparison().resources().values().stream()
            .filter(resource -> !resource.hook() && resource.desired().isPresent())
            .count();
  }
}
