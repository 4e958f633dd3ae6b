package dev.kilter.engine.sync;

import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The next step of a sync, from what is saved and what is seen (gitops-engine, pkg/sync, as a step
 * function). The run is Argo CD's operationState, so either controller can take it up anywhere, and
 * what is seen is trusted over what was recorded.
 */
public final class Sync {
  /** What a run says that was ended for taking too long, until it has ended. */
  static final String TIMED_OUT = "operation is terminating due to timeout";

  private Sync() {}

  public static Step next(SyncRun run, Observation seen) {
    OperationState state = run.state();
    if (state.phase().completed()) {
      return new Step.Finished(run);
    }
    if (state.phase() == OperationPhase.Terminating) {
      return Termination.next(run, seen);
    }
    Optional<Instant> due = Retries.dueAt(state, seen.now());
    if (due.isPresent()) {
      return seen.now().isBefore(due.get())
          ? new Step.Wait(run, due, false)
          : new Step.Wait(
              SyncRun.of(Retries.restarted(state)), Optional.of(seen.now().steady()), true);
    }
    if (deadline(run, seen).filter(end -> !seen.now().isBefore(end)).isPresent()) {
      return new Step.Wait(
          run.saying(OperationPhase.Terminating, TIMED_OUT),
          Optional.of(seen.now().steady()),
          true);
    }
    return seen.startFailure()
        .map(failure -> ended(run, OperationPhase.Error, failure, seen))
        .or(() -> shared(run, seen))
        .orElseGet(() -> Attempt.step(run, seen));
  }

  /** When a run has taken too long; empty where it may take for ever. */
  static Optional<Instant> deadline(SyncRun run, Observation seen) {
    Duration timeout = seen.settings().sync().timeout();
    return timeout.isPositive()
        ? Optional.of(seen.now().limit(run.state().startedAt(), timeout))
        : Optional.empty();
  }

  static Step ended(SyncRun run, OperationPhase phase, String message, Observation seen) {
    return new Step.Finished(
        run.with(Retries.ended(run.state(), phase, message, seen.now().wall())));
  }

  private static Optional<Step> shared(SyncRun run, Observation seen) {
    if (!run.state().operation().sync().options().has("FailOnSharedResource=true")) {
      return Optional.empty();
    }
    return seen.application().status().conditions().stream()
        .filter(condition -> condition.type() == Condition.Type.SharedResourceWarning)
        .findFirst()
        .map(condition ->
            ended(
                run, OperationPhase.Failed, "Shared resource found: " + condition.message(), seen));
  }
}
