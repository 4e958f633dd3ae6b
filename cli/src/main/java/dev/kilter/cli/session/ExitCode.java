package dev.kilter.cli.session;

import dev.kilter.api.ProblemKind;

/** Argo CD's exit codes, and the finer ones of {@code --exit-codes=detailed}. */
public enum ExitCode {
  OK(0, 0),
  USAGE(1, 1),
  FAILED(20, 20),
  NOT_LOGGED_IN(20, 21),
  FORBIDDEN(20, 22),
  NOT_FOUND(20, 23),
  OPERATION_IN_PROGRESS(20, 24),
  /** Argo CD ends with 1 where the operation itself failed. */
  SYNC_FAILED(1, 25),
  TIMED_OUT(20, 26),
  DEGRADED(1, 27),
  UNREACHABLE(20, 28),
  INVALID_INPUT(20, 29),
  /** As any program that Ctrl-C ends: 128 and the number of the signal. */
  INTERRUPTED(130, 130);

  private final int plain;
  private final int detailed;

  ExitCode(int plain, int detailed) {
    this.plain = plain;
    this.detailed = detailed;
  }

  public int number(boolean detail) {
    return detail ? detailed : plain;
  }

  public static ExitCode of(ProblemKind kind) {
    return switch (kind) {
      case NOT_LOGGED_IN, TOO_MANY -> NOT_LOGGED_IN;
      case FORBIDDEN, PROJECT_DENIED -> FORBIDDEN;
      case NOT_FOUND -> NOT_FOUND;
      case OPERATION_IN_PROGRESS -> OPERATION_IN_PROGRESS;
      case TIMED_OUT -> TIMED_OUT;
      case CLUSTER_UNREACHABLE, CONTROLLER_ABSENT, SERVER_UNREACHABLE, REPOSITORY_UNREACHABLE ->
          UNREACHABLE;
      case INVALID_INPUT, DIFFERENT_EXISTS, SOURCE_WRONG, RENDER_FAILED -> INVALID_INPUT;
      case NOT_NOW, NO_OPERATION, DELETING, AUTOMATED, CONFLICT, REFUSED, DEFECT -> FAILED;
    };
  }
}
