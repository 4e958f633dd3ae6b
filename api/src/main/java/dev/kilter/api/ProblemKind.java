package dev.kilter.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can go wrong with a call: stable code, HTTP status, and the gRPC code that Argo CD sends.
 */
public enum ProblemKind {
  INVALID_INPUT("KIL-101", 400, 3),
  NOT_NOW("KIL-102", 400, 9),
  OPERATION_IN_PROGRESS("KIL-103", 400, 9),
  NO_OPERATION("KIL-104", 400, 3),
  DELETING("KIL-105", 400, 9),
  AUTOMATED("KIL-106", 400, 9),
  DIFFERENT_EXISTS("KIL-107", 400, 3),
  NOT_LOGGED_IN("KIL-201", 401, 16),
  FORBIDDEN("KIL-202", 403, 7),
  NOT_FOUND("KIL-301", 404, 5),
  CONFLICT("KIL-302", 409, 10),
  TIMED_OUT("KIL-401", 504, 4),
  CLUSTER_UNREACHABLE("KIL-402", 503, 14),
  CONTROLLER_ABSENT("KIL-403", 503, 14),
  REPOSITORY_UNREACHABLE("KIL-404", 503, 14),
  SERVER_UNREACHABLE("KIL-405", 503, 14),
  SOURCE_WRONG("KIL-501", 400, 9),
  RENDER_FAILED("KIL-502", 400, 9),
  REFUSED("KIL-503", 400, 9),
  PROJECT_DENIED("KIL-504", 403, 7),
  DEFECT("KIL-901", 500, 13);

  private final String code;
  private final int status;
  private final int grpc;

  ProblemKind(String code, int status, int grpc) {
    this.code = code;
    this.status = status;
    this.grpc = grpc;
  }

  /** Ours, for documentation and support; never changes its meaning. */
  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public int grpc() {
    return grpc;
  }

  public static Optional<ProblemKind> ofCode(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /** The kind that an answer of a server stands for which does not speak Kilter's codes. */
  public static ProblemKind ofStatus(int status) {
    return switch (status) {
      case 400, 413, 415, 422 -> INVALID_INPUT;
      case 401 -> NOT_LOGGED_IN;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 409 -> CONFLICT;
      case 502, 503 -> SERVER_UNREACHABLE;
      case 504 -> TIMED_OUT;
      default -> DEFECT;
    };
  }
}
