package dev.kilter.engine.sync;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncResult;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at an operation. {@code state} is its saved form and all that survives a restart;
 * {@code memory} is what a step likes to know beside it, and finds again by looking.
 */
public record SyncRun(OperationState state, RunMemory memory) {
  /** A run as read from the Application: new, or taken up again after a restart. */
  public static SyncRun of(OperationState state) {
    return new SyncRun(state, RunMemory.NONE);
  }

  /**
   * The run with the commits that it goes to, from its first step to its last, unless it has them
   * already: they are part of what is saved.
   */
  public SyncRun pinnedTo(List<String> revisions, Application application) {
    if (state.syncResult().isPresent()) {
      return this;
    }
    List<Source> asked = state.operation().sync().sources();
    SyncResult pinned =
        new SyncResult(
            List.of(),
            revisions,
            asked.isEmpty() ? application.spec().sources() : asked,
            asked.isEmpty() ? application.spec().multiSource() : asked.size() > 1,
            application.spec().syncPolicy().managedNamespaceMetadata());
    return with(
        new OperationState(
            state.operation(),
            state.phase(),
            state.message(),
            Optional.of(pinned),
            state.startedAt(),
            state.finishedAt(),
            state.retryCount()));
  }

  /** The same run with another phase and message. */
  SyncRun saying(OperationPhase phase, String message) {
    return with(
        new OperationState(
            state.operation(),
            phase,
            message,
            state.syncResult(),
            state.startedAt(),
            state.finishedAt(),
            state.retryCount()));
  }

  SyncRun with(OperationState changed) {
    return new SyncRun(changed, memory);
  }

  SyncRun with(RunMemory changed) {
    return new SyncRun(state, changed);
  }
}
