package dev.kilter.server.rest;

import dev.kilter.api.ApiException;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;

/** The one table from failures to problems. */
public final class Problems {
  private Problems() {}

  /** The value, or the failure as a refusal. */
  static <T> T unwrap(Result<T> result) {
    return switch (result) {
      case Result.Success<T>(var value) -> value;
      case Result.Failed<T>(var failure) -> throw new ApiException(of(failure));
    };
  }

  public static Problem of(Failure failure) {
    Problem problem = Problem.of(kind(failure), failure.message());
    return failure instanceof Failure.ClusterUnreachable(var server, var message)
        ? problem.saying(
            "The cluster " + server + " does not answer.", message, "kubectl cluster-info")
        : problem;
  }

  private static ProblemKind kind(Failure failure) {
    return switch (failure) {
      case Failure.InvalidSpec _ -> ProblemKind.INVALID_INPUT;
      case Failure.RepositoryUnreachable _ -> ProblemKind.REPOSITORY_UNREACHABLE;
      case Failure.RepositoryDenied _ -> ProblemKind.REPOSITORY_UNREACHABLE;
      case Failure.RevisionMissing _ -> ProblemKind.SOURCE_WRONG;
      case Failure.PathMissing _ -> ProblemKind.SOURCE_WRONG;
      case Failure.RenderFailed _ -> ProblemKind.RENDER_FAILED;
      case Failure.ToolUnsupported _ -> ProblemKind.RENDER_FAILED;
      case Failure.ProjectDenied _ -> ProblemKind.PROJECT_DENIED;
      case Failure.ClusterUnreachable _ -> ProblemKind.CLUSTER_UNREACHABLE;
      case Failure.KindUnknown _ -> ProblemKind.REFUSED;
      case Failure.Refused refused -> refusal(refused.code());
      case Failure.Conflict _ -> ProblemKind.CONFLICT;
      case Failure.ControllerAbsent _ -> ProblemKind.CONTROLLER_ABSENT;
      case Failure.NotFound _ -> ProblemKind.NOT_FOUND;
      case Failure.Defect _ -> ProblemKind.DEFECT;
    };
  }

  private static ProblemKind refusal(int status) {
    return switch (status) {
      case 401 -> ProblemKind.NOT_LOGGED_IN;
      case 403 -> ProblemKind.FORBIDDEN;
      default -> ProblemKind.REFUSED;
    };
  }
}
