package dev.kilter.control.sync;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.time.Moment;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What stands on the resource about a run, written by whomever, and what that means for ours. */
final class Standing {
  private Standing() {}

  /** The run of an operation that stands there, new or half done. */
  static Optional<Run> takeUp(Application application, Moment now) {
    Optional<OperationState> running =
        application.status().operationState().filter(state -> !state.phase().completed());
    if (running.isPresent()) {
      return Optional.of(Run.takenUp(running.get(), true, now));
    }
    return application
        .operation()
        .map(operation -> Run.takenUp(started(operation, now), false, now));
  }

  static OperationState started(Operation operation, Moment now) {
    return new OperationState(
        operation,
        OperationPhase.Running,
        "",
        Optional.empty(),
        now.wall().truncatedTo(ChronoUnit.SECONDS),
        Optional.empty(),
        0);
  }

  /** Someone else ended the run, took it away or put another in its place. */
  static boolean lost(Application application, Run run) {
    Optional<OperationState> there = application.status().operationState();
    if (!run.begun()) {
      return application.operation().isEmpty()
          || there.filter(state -> !state.phase().completed()).isPresent();
    }
    return there
        .filter(state -> state.startedAt().equals(run.state().startedAt()))
        .filter(state -> !state.phase().completed())
        .isEmpty();
  }

  static void adoptTermination(Application application, Run run) {
    boolean asked =
        application
            .status()
            .operationState()
            .filter(state -> state.phase() == OperationPhase.Terminating)
            .isPresent();
    if (asked && run.state().phase() == OperationPhase.Running && run.begun()) {
      run.state(run.state().terminating());
    }
  }
}
