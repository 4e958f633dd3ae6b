package dev.kilter.control.write;

import dev.kilter.model.application.Condition;
import dev.kilter.model.failure.Failure;

/** The one table from what failed to the condition that says so. */
final class FailureConditions {
  private FailureConditions() {}

  static Condition.Type type(Failure failure) {
    return switch (failure) {
      case Failure.InvalidSpec _, Failure.ProjectDenied _ -> Condition.Type.InvalidSpecError;
      case Failure.RepositoryUnreachable _,
          Failure.RepositoryDenied _,
          Failure.RevisionMissing _,
          Failure.PathMissing _,
          Failure.RenderFailed _,
          Failure.ToolUnsupported _,
          Failure.ToolMissing _,
          Failure.RevisionUntrusted _,
          Failure.ClusterUnreachable _,
          Failure.OtherCluster _,
          Failure.KindUnknown _,
          Failure.Refused _,
          Failure.Conflict _,
          Failure.ControllerAbsent _,
          Failure.NotFound _ ->
          Condition.Type.ComparisonError;
      case Failure.Defect _ -> Condition.Type.UnknownError;
    };
  }

  /** Argo CD's words before the reason, which scripts and alerts look for (CompareAppState). */
  static String message(Failure failure) {
    return switch (failure) {
      case Failure.RepositoryUnreachable _,
          Failure.RepositoryDenied _,
          Failure.RevisionMissing _,
          Failure.PathMissing _,
          Failure.RenderFailed _,
          Failure.ToolUnsupported _,
          Failure.ToolMissing _ ->
          "Failed to load target state: " + failure.message();
      case Failure.ClusterUnreachable _, Failure.OtherCluster _ ->
          "Failed to load live state: " + failure.message();
      case Failure.InvalidSpec _,
          Failure.ProjectDenied _,
          Failure.RevisionUntrusted _,
          Failure.KindUnknown _,
          Failure.Refused _,
          Failure.Conflict _,
          Failure.ControllerAbsent _,
          Failure.NotFound _,
          Failure.Defect _ ->
          failure.message();
    };
  }

  /** Whether the last verdict stays for a while: what the repository holds is only out of reach. */
  static boolean graced(Failure failure) {
    return failure instanceof Failure.RepositoryUnreachable;
  }
}
