package dev.kilter.app.faults;

/** The process is gone. An error, so that nothing of Kilter takes it for a failure to handle. */
final class ProcessDied extends Error {
  private static final long serialVersionUID = 1L;

  ProcessDied() {
    super("the process died", null, false, false);
  }
}
