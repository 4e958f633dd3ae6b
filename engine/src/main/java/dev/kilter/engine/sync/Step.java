package dev.kilter.engine.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One decision of a sync. Every step carries the run as it is to be remembered. */
public sealed interface Step {
  SyncRun run();

  /**
   * Do these, all at once, then ask again with their outcomes. {@code saveFirst} where the run must
   * be saved before (hooks, prunes, a wave's end).
   */
  record Execute(SyncRun run, List<SyncCommand> commands, boolean saveFirst) implements Step {
    public Execute {
      commands = List.copyOf(commands);
    }
  }

  /** Ask again when something changes, or at {@code until} where that is given. */
  record Wait(SyncRun run, Optional<Instant> until, boolean save) implements Step {}

  /**
   * Nothing is left to do now: save the run. Either its phase is completed, or the attempt failed
   * and the state is Running with finishedAt set: then ask again at {@link Retries#dueAt}.
   */
  record Finished(SyncRun run) implements Step {}
}
