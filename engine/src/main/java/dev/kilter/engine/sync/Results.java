package dev.kilter.engine.sync;

import dev.kilter.engine.resource.Images;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.application.ResourceResult.Outcome;
import dev.kilter.model.application.SyncResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reading and writing what a run has done so far, one entry for an object in a phase. */
final class Results {
  private Results() {}

  static List<ResourceResult> of(OperationState state) {
    return state.syncResult().map(SyncResult::resources).orElse(List.of());
  }

  /** What became of a task. An empty message keeps the one before. */
  record Verdict(Optional<Outcome> outcome, Optional<HookPhase> phase, String message) {
    static Verdict of(Outcome outcome, HookPhase phase, String message) {
      return new Verdict(Optional.of(outcome), Optional.of(phase), message);
    }

    /** Failed before anything was tried. */
    static Verdict invalid(String message) {
      return new Verdict(Optional.of(Outcome.SyncFailed), Optional.empty(), message);
    }

    static Verdict pruneSkipped(String message) {
      return of(Outcome.PruneSkipped, HookPhase.Succeeded, message);
    }
  }

  static SyncRun record(SyncRun run, Task task, Verdict verdict) {
    return record(run, blank(task), verdict);
  }

  /** The result of a task before there is one. */
  static ResourceResult blank(Task task) {
    return new ResourceResult(
        task.key(),
        task.version(),
        Optional.empty(),
        "",
        Optional.empty(),
        task.hook() ? task.phase().name() : "",
        task.phase(),
        task.desired().map(Images::of).orElse(List.of()));
  }

  static SyncRun record(SyncRun run, ResourceResult blank, Verdict verdict) {
    List<ResourceResult> results = new ArrayList<>(of(run.state()));
    int at = indexOf(results, blank);
    String before = at < 0 ? "" : results.get(at).message();
    ResourceResult result =
        new ResourceResult(
            blank.key(),
            blank.version(),
            verdict.outcome(),
            verdict.message().isEmpty() ? before : verdict.message(),
            verdict.phase(),
            blank.hookType(),
            blank.syncPhase(),
            blank.images());
    if (at < 0) {
      results.add(result);
    } else {
      results.set(at, result);
    }
    return run.with(with(run.state(), results));
  }

  /** The same outcome, at another phase. */
  static SyncRun move(SyncRun run, Task task, HookPhase phase, String message) {
    return record(
        run,
        task,
        new Verdict(task.result().flatMap(ResourceResult::outcome), Optional.of(phase), message));
  }

  private static int indexOf(List<ResourceResult> results, ResourceResult wanted) {
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).key().equals(wanted.key())
          && results.get(i).syncPhase() == wanted.syncPhase()) {
        return i;
      }
    }
    return -1;
  }

  private static OperationState with(OperationState state, List<ResourceResult> results) {
    SyncResult before =
        state
            .syncResult()
            .orElseGet(() ->
                new SyncResult(
                    List.of(),
                    state.operation().sync().revisions(),
                    state.operation().sync().sources(),
                    state.operation().sync().sources().size() > 1,
                    Optional.empty()));
    return new OperationState(
        state.operation(),
        state.phase(),
        state.message(),
        Optional.of(
            new SyncResult(
                results,
                before.revisions(),
                before.sources(),
                before.multiSource(),
                before.managedNamespaceMetadata())),
        state.startedAt(),
        state.finishedAt(),
        state.retryCount());
  }
}
