package dev.kilter.engine.sync;

import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.application.SyncResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code status.history} remembers: full, real, successful syncs, the newest last. */
public final class History {
  private History() {}

  /** The history after the operation; unchanged where it is nothing to go back to. */
  public static List<RevisionHistory> append(
      List<RevisionHistory> history, OperationState state, int limit, Instant now) {
    Optional<SyncResult> result = state.syncResult().filter(_ -> remembered(state));
    if (result.isEmpty()) {
      return history;
    }
    List<RevisionHistory> entries = new ArrayList<>(history);
    entries.add(
        new RevisionHistory(
            nextId(history),
            result.get().revisions(),
            result.get().sources(),
            result.get().multiSource(),
            Optional.of(state.startedAt()),
            now,
            state.operation().initiatedBy()));
    int from = Math.max(0, entries.size() - Math.max(0, limit));
    return List.copyOf(entries.subList(from, entries.size()));
  }

  private static boolean remembered(OperationState state) {
    Operation.Sync sync = state.operation().sync();
    return state.phase() == OperationPhase.Succeeded && !sync.dryRun() && !sync.selective();
  }

  private static long nextId(List<RevisionHistory> history) {
    return history.isEmpty() ? 0 : history.getLast().id() + 1;
  }
}
