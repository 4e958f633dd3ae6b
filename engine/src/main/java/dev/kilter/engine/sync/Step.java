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

  /** The phase of {@code run.state()} is completed, or a retry is due (see its finishedAt). */
  record Finished(SyncRun run) implements Step {}
}
