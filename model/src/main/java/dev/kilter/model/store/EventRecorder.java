package dev.kilter.model.store;

import dev.kilter.model.application.Application;

/** Port to Kubernetes Events on an Application. Best effort: never blocks or fails its caller. */
public interface EventRecorder {
  void record(Application about, Event event);

  /** {@code reason} is Argo CD's: OperationStarted, OperationCompleted, ResourceUpdated, … */
  record Event(Severity severity, String reason, String message) {}

  enum Severity {
    Normal,
    Warning
  }
}
