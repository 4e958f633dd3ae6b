package dev.kilter.engine.sync;

import dev.kilter.model.application.OperationState;

/**
 * One attempt at an operation. {@code state} is its saved form and all that survives a restart;
 * {@code memory} is what a step likes to know beside it, and finds again by looking.
 */
public record SyncRun(OperationState state, RunMemory memory) {
  /** A run as read from the Application: new, or taken up again after a restart. */
  public static SyncRun of(OperationState state) {
    return new SyncRun(state, RunMemory.NONE);
  }

  SyncRun with(OperationState changed) {
    return new SyncRun(changed, memory);
  }

  SyncRun with(RunMemory changed) {
    return new SyncRun(state, changed);
  }
}
