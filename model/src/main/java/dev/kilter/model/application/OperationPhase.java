package dev.kilter.model.application;

/** Where an operation stands; the names are Argo CD's on the wire. */
public enum OperationPhase {
  Running,
  Terminating,
  Failed,
  Error,
  Succeeded;

  public boolean completed() {
    return this == Failed || this == Error || this == Succeeded;
  }
}
