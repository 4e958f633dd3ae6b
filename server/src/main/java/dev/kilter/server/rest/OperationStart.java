package dev.kilter.server.rest;

import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.EventRecorder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Writes an operation for the controller to take up, or says what stands in its way. */
final class OperationStart {
  private final Ports ports;
  private final Lookup lookup;

  OperationStart(Ports ports, Lookup lookup) {
    this.ports = ports;
    this.lookup = lookup;
  }

  void refuseDeleting(Application application) {
    if (application.deleting()) {
      throw Problem.of(ProblemKind.DELETING, "application is deleting")
          .saying(
              "\"" + application.id().name() + "\" is being deleted.",
              "Its deletion was asked for at "
                  + application.deletionTimestamp().orElseThrow()
                  + ".",
              "kilter app wait " + application.id().name() + " --delete")
          .exception();
    }
  }

  Application start(
      Application application,
      OperationDraft draft,
      Map<String, Optional<String>> annotations,
      String what) {
    Result<Application> result =
        ports.applications().startOperation(application.id(), draft.operation(), annotations);
    return switch (result) {
      case Result.Success<Application>(var started) -> {
        ports
            .events()
            .record(
                started,
                new EventRecorder.Event(
                    EventRecorder.Severity.Normal,
                    "OperationStarted",
                    draft.caller().username() + " initiated " + what));
        yield started;
      }
      case Result.Failed<Application>(Failure.Conflict _) -> throw busy(application).exception();
      case Result.Failed<Application>(var failure) ->
          throw Problems.of(failure, application.id().name()).exception();
    };
  }

  private Problem busy(Application application) {
    Application now = lookup.get(application.id());
    String name = application.id().name();
    return Problem.of(ProblemKind.OPERATION_IN_PROGRESS, "another operation is already in progress")
        .saying(
            "\"" + name + "\" is already syncing.",
            now.status()
                .operationState()
                .filter(state -> !state.phase().completed())
                .map(this::evidence)
                .orElse("An operation waits to be taken up by the controller."),
            "kilter app wait " + name + " --operation",
            "kilter app terminate-op " + name);
  }

  private String evidence(OperationState state) {
    String who =
        state.operation().initiatedBy().automated()
            ? "auto-sync"
            : state.operation().initiatedBy().username().isEmpty()
                ? "someone"
                : state.operation().initiatedBy().username();
    long seconds = Duration.between(state.startedAt(), ports.timer().instant()).toSeconds();
    String message = state.message().isEmpty() ? "" : ": " + state.message();
    return "Started by " + who + " " + Math.max(0, seconds) + " s ago" + message;
  }
}
