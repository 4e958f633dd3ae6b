package dev.kilter.engine.sync;

import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.engine.sync.Results.Verdict;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.application.ResourceResult.Outcome;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.manifest.GroupVersionKind;
import java.util.Optional;

/**
 * The dry run before every sync, and the whole of a dry-run operation. Local, as Argo CD's: it asks
 * the server nothing, so that it holds in a namespace that is yet to be made.
 */
final class DryRun {
  private DryRun() {}

  /** The run with a failed result for each task whose manifest has not the shape of its kind. */
  static SyncRun checked(SyncRun run, Tasks tasks, Observation seen) {
    SyncRun checked = run;
    for (Task task : tasks.where(task -> !task.prune()).ordered()) {
      Optional<String> problem = problem(task, run, seen);
      if (problem.isPresent()) {
        checked =
            Results.record(
                checked, task, Verdict.of(Outcome.SyncFailed, HookPhase.Failed, problem.get()));
      }
    }
    return checked;
  }

  /** What a real sync would do with the task. */
  static SyncRun done(SyncRun run, Task task, Observation seen) {
    return Results.record(
        run,
        task,
        task.prune()
            ? Verdict.of(Outcome.Pruned, HookPhase.Succeeded, "pruned (dry run)")
            : Verdict.of(
                Outcome.Synced,
                HookPhase.Succeeded,
                Outcomes.printed(task.key()) + " " + change(task, seen) + " (dry run)"));
  }

  private static String change(Task task, Observation seen) {
    if (task.live().isEmpty()) {
      return "created";
    }
    return Optional.ofNullable(seen.comparison().resources().get(task.key()))
            .flatMap(ResourceComparison::status)
            .filter(SyncStatus.Synced::equals)
            .isPresent()
        ? "unchanged"
        : "configured";
  }

  private static Optional<String> problem(Task task, SyncRun run, Observation seen) {
    if (Validation.served(task, seen).isEmpty()) {
      return Optional.empty();
    }
    ApplyRequest request = ApplyRequests.of(task, run, seen);
    GroupVersionKind kind =
        new GroupVersionKind(task.key().group(), task.version(), task.key().kind());
    return request.validate()
        ? ShapeCheck.problem(request.manifest(), seen.schemas().apply(kind))
        : Optional.empty();
  }
}
