package dev.kilter.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can go wrong with a call: stable code, HTTP status, and the gRPC code that Argo CD sends.
 */
public enum ProblemKind {
  INVALID_INPUT("KIL-101", 400, 3, "This input cannot be used."),
  NOT_NOW("KIL-102", 400, 9, "This cannot be done now."),
  OPERATION_IN_PROGRESS("KIL-103", 400, 9, "An operation is in progress already."),
  NO_OPERATION("KIL-104", 400, 3, "No operation is in progress."),
  DELETING("KIL-105", 400, 9, "The application is being deleted."),
  AUTOMATED("KIL-106", 400, 9, "Auto-sync would undo this at once."),
  DIFFERENT_EXISTS("KIL-107", 400, 3, "Another one of this name exists."),
  NOT_LOGGED_IN("KIL-201", 401, 16, "Your credentials were not accepted."),
  FORBIDDEN("KIL-202", 403, 7, "You may not do this."),
  TOO_MANY("KIL-203", 429, 8, "Too many attempts."),
  NOT_FOUND("KIL-301", 404, 5, "There is no such thing."),
  CONFLICT("KIL-302", 409, 10, "Somebody else changed it meanwhile."),
  TIMED_OUT("KIL-401", 504, 4, "It took too long."),
  CLUSTER_UNREACHABLE("KIL-402", 503, 14, "The cluster does not answer."),
  CONTROLLER_ABSENT("KIL-403", 503, 14, "No controller answers."),
  REPOSITORY_UNREACHABLE("KIL-404", 503, 14, "The repository cannot be read."),
  SERVER_UNREACHABLE("KIL-405", 503, 14, "No answer came."),
  SOURCE_WRONG("KIL-501", 400, 9, "The source names what its repository does not have."),
  RENDER_FAILED("KIL-502", 400, 9, "The manifests cannot be rendered."),
  REFUSED("KIL-503", 400, 9, "The cluster refused the object."),
  PROJECT_DENIED("KIL-504", 403, 7, "The project does not allow this."),
  DEFECT("KIL-901", 500, 13, "This is a defect of Kilter.");

  private final String code;
  private final int status;
  private final int grpc;
  private final String sentence;

  ProblemKind(String code, int status, int grpc, String sentence) {
    this.code = code;
    this.status = status;
    this.grpc = grpc;
    this.sentence = sentence;
  }

  /** Ours, for documentation and support; never changes its meaning. */
  public String code() {
    return code;
  }

  /** What failed, where no more is known than the kind. */
  public String sentence() {
    return sentence;
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
      case 429 -> TOO_MANY;
      case 502, 503 -> SERVER_UNREACHABLE;
      case 504 -> TIMED_OUT;
      default -> DEFECT;
    };
  }
}
