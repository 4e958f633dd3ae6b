package dev.kilter.engine.sync;

import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.RetryPolicy;
import dev.kilter.model.time.Moment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an attempt ends and the next one starts, as Argo CD records it: a failed attempt with retries
 * left stays Running with {@code finishedAt} set. The announced time is reckoned with the old count
 * and the real one with the new: both controllers must agree, so the quirk is kept.
 */
public final class Retries {
  private static final DateTimeFormatter KITCHEN =
      DateTimeFormatter.ofPattern("h:mma", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Retries() {}

  /** When the next attempt is due; empty where none is waited for. */
  public static Optional<Instant> dueAt(OperationState state, Moment now) {
    return state.phase() == OperationPhase.Running
        ? state
            .finishedAt()
            .map(finished -> now.after(finished, RetryDelay.of(policy(state), state.retryCount())))
        : Optional.empty();
  }

  /** The state after an attempt that ended in {@code phase}. */
  static OperationState ended(
      OperationState state, OperationPhase phase, String message, Instant now) {
    boolean failed = phase == OperationPhase.Failed || phase == OperationPhase.Error;
    long limit = policy(state).limit();
    if (failed && (limit < 0 || state.retryCount() < limit)) {
      Instant announced = now.plus(RetryDelay.of(policy(state), state.retryCount()));
      long attempt = state.retryCount() + 1;
      String text =
          message + ". Retrying attempt #" + attempt + " at " + KITCHEN.format(announced) + ".";
      return state(state, OperationPhase.Running, text, Optional.of(now), attempt);
    }
    String text =
        failed && state.retryCount() > 0
            ? message + " (retried " + state.retryCount() + " times)."
            : message;
    return state(state, phase, text, Optional.of(now), state.retryCount());
  }

  /** A terminated operation ends here, whatever retries are left. */
  static OperationState terminated(OperationState state, String message, Instant now) {
    return state(state, OperationPhase.Failed, message, Optional.of(now), state.retryCount());
  }

  /** The next attempt: no results, and the revision resolved anew where the policy says so. */
  static OperationState restarted(OperationState state) {
    Operation operation =
        policy(state).refresh() ? withoutRevisions(state.operation()) : state.operation();
    return new OperationState(
        operation,
        OperationPhase.Running,
        state.message(),
        Optional.empty(),
        state.startedAt(),
        Optional.empty(),
        state.retryCount());
  }

  private static RetryPolicy policy(OperationState state) {
    return state.operation().retry().orElse(RetryPolicy.NONE);
  }

  private static OperationState state(
      OperationState state,
      OperationPhase phase,
      String message,
      Optional<Instant> finishedAt,
      long retryCount) {
    return new OperationState(
        state.operation(),
        phase,
        message,
        state.syncResult(),
        state.startedAt(),
        finishedAt,
        retryCount);
  }

  private static Operation withoutRevisions(Operation operation) {
    Operation.Sync sync = operation.sync();
    Operation.Sync open =
        new Operation.Sync(
            List.of(),
            sync.sources(),
            sync.prune(),
            sync.dryRun(),
            sync.strategy(),
            sync.resources(),
            sync.options(),
            sync.selfHealAttempts());
    return new Operation(
        open,
        operation.initiatedBy(),
        operation.retry(),
        operation.raw().without("sync", "revision").without("sync", "revisions"));
  }
}
