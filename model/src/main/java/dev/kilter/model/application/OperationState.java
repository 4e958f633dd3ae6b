package dev.kilter.model.application;

import java.time.Instant;
import java.util.Optional;

/**
 * An operation's saved run. Running with {@code finishedAt} set means: failed, waiting for its next
 * retry (Argo CD's quirk, kept so that either controller can take over).
 */
public record OperationState(
    Operation operation,
    OperationPhase phase,
    String message,
    Optional<SyncResult> syncResult,
    Instant startedAt,
    Optional<Instant> finishedAt,
    long retryCount) {

  /** The same run, asked to end. */
  public OperationState terminating() {
    return new OperationState(
        operation,
        OperationPhase.Terminating,
        message,
        syncResult,
        startedAt,
        finishedAt,
        retryCount);
  }
}
