package dev.kilter.engine.sync;

import dev.kilter.engine.sync.Results.Verdict;
import dev.kilter.engine.sync.RunMemory.Write;
import dev.kilter.engine.sync.SyncCommand.Outcome.Applied;
import dev.kilter.engine.sync.SyncCommand.Outcome.Deleted;
import dev.kilter.engine.sync.SyncCommand.Outcome.Looked;
import dev.kilter.engine.sync.SyncCommand.Outcome.NotProved;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the outcomes of the last commands into the run. One whose reply was lost leaves its object
 * undecided: it is done again, which is harmless.
 */
final class Outcomes {
  private Outcomes() {}

  static SyncRun taken(SyncRun before, Tasks tasks, Observation seen) {
    SyncRun run = before;
    for (SyncCommand.Outcome outcome : seen.outcomes()) {
      Optional<ResourceResult> blank =
          Optional.ofNullable(before.memory().inFlight().get(outcome.key()));
      run =
          switch (outcome) {
            case Applied(var key, var applied) ->
                applied(run, key, blank, applied, seen.now().steady());
            case Deleted(var key, var deleted) ->
                deleted(run, key, blank, deleted, seen.now().steady());
            case NotProved(_, var why) ->
                blank.isEmpty()
                    ? run
                    : Results.record(
                        run,
                        blank.get(),
                        Verdict.pruneSkipped("ignored (not pruned: " + why + ")"));
            case Looked(var key, var there) -> looked(run, key, there, tasks, seen.now().steady());
          };
    }
    return seen.outcomes().isEmpty()
        ? run
        : run.with(run.memory().withInFlight(Map.of()).withLastOutcomeAt(seen.now().steady()));
  }

  /** Lost, or decided on something stale: there is no use in trying again in the same breath. */
  static boolean anyLost(Observation seen) {
    return seen.outcomes().stream()
        .anyMatch(outcome ->
            outcome instanceof Applied(_, ApplyOutcome.Unknown _)
                || outcome instanceof Deleted(_, DeleteOutcome.Unknown _));
  }

  private static SyncRun applied(
      SyncRun run,
      ResourceKey key,
      Optional<ResourceResult> blank,
      ApplyOutcome outcome,
      Instant now) {
    return switch (outcome) {
      case ApplyOutcome.Applied(var change, var live, var note) -> {
        SyncRun seenLater = written(run, key, new Write(live.resourceVersion(), now));
        String message =
            printed(key) + " " + change.word() + (note.isEmpty() ? "" : " (" + note + ")");
        yield blank.isEmpty()
            ? seenLater
            : Results.record(
                seenLater,
                blank.get(),
                Verdict.of(ResourceResult.Outcome.Synced, HookPhase.Running, message));
      }
      case ApplyOutcome.Failed(var failure) -> failed(run, blank, failure.message());
      case ApplyOutcome.Unknown _ -> run;
    };
  }

  private static SyncRun deleted(
      SyncRun run,
      ResourceKey key,
      Optional<ResourceResult> blank,
      DeleteOutcome outcome,
      Instant now) {
    return switch (outcome) {
      case DeleteOutcome.Deleted _, DeleteOutcome.AlreadyGone _ ->
          pruned(written(run, key, new Write("", now)), blank);
      case DeleteOutcome.Changed(var message) ->
          blank.filter(Outcomes::isHook).isPresent()
              ? HookCleanup.forgotten(run, key)
              : failed(run, blank, message);
      case DeleteOutcome.Failed(var failure) -> failed(run, blank, failure.message());
      case DeleteOutcome.Unknown _ -> HookCleanup.forgotten(run, key);
    };
  }

  /** The deletion of a hook that makes room for its next run is no result yet. */
  private static SyncRun pruned(SyncRun run, Optional<ResourceResult> blank) {
    return blank.filter(result -> !isHook(result)).isPresent()
        ? Results.record(
            run,
            blank.get(),
            Verdict.of(ResourceResult.Outcome.Pruned, HookPhase.Succeeded, "pruned"))
        : run;
  }

  private static SyncRun failed(SyncRun run, Optional<ResourceResult> blank, String message) {
    return blank.isEmpty()
        ? run
        : Results.record(
            run,
            blank.get(),
            Verdict.of(ResourceResult.Outcome.SyncFailed, HookPhase.Failed, message));
  }

  private static SyncRun looked(
      SyncRun run, ResourceKey key, boolean there, Tasks tasks, Instant now) {
    if (there) {
      return written(run, key, new Write("", now));
    }
    SyncRun known = Unseen.forgotten(run, key);
    for (Task task : tasks.ordered()) {
      if (task.key().equals(key) && task.running()) {
        known = Unseen.missing(known, task);
      }
    }
    return known;
  }

  private static SyncRun written(SyncRun run, ResourceKey key, Write write) {
    Map<ResourceKey, Write> unseen = new HashMap<>(run.memory().unseen());
    unseen.put(key, write);
    return run.with(run.memory().withUnseen(unseen));
  }

  private static boolean isHook(ResourceResult result) {
    return !result.hookType().isEmpty();
  }

  /** As kubectl prints it: {@code deployment.apps/api}. */
  static String printed(ResourceKey key) {
    String kind = key.kind().toLowerCase(Locale.ROOT);
    return (key.group().isEmpty() ? kind : kind + "." + key.group()) + "/" + key.name();
  }
}
