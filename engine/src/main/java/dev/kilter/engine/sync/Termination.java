package dev.kilter.engine.sync;

import dev.kilter.model.application.ResourceResult.HookPhase;
import java.util.Optional;

/** The end of an operation that was told to stop: its running hooks are deleted, nothing else. */
final class Termination {
  private Termination() {}

  static Step next(SyncRun run, Observation seen) {
    SyncRun informed = HookTasks.found(Outcomes.taken(run, Tasks.of(run, seen), seen), seen);
    Tasks hooks = Tasks.of(informed, seen).where(Task::hook);
    SyncRun judged = Gates.judged(informed, hooks.where(Task::running));
    Tasks now = Tasks.of(judged, seen).where(Task::hook);
    HookCleanup.Asked finished = HookCleanup.ended(judged, now, Optional.empty());
    HookCleanup.Asked stopped = HookCleanup.all(finished.run(), now.where(Task::running));
    var commands = new java.util.ArrayList<>(finished.commands());
    commands.addAll(stopped.commands());
    if (!commands.isEmpty()) {
      return new Step.Execute(stopped.run(), commands, false);
    }
    SyncRun ended = judged;
    for (Task hook : now.where(Task::running).ordered()) {
      ended = Results.move(ended, hook, HookPhase.Failed, "Terminated");
    }
    String message =
        run.state().message().equals(Sync.TIMED_OUT)
            ? "Operation terminated, triggered by controller sync timeout"
            : "Operation terminated";
    return new Step.Finished(
        ended.with(Retries.terminated(ended.state(), message, seen.now().wall())));
  }
}
