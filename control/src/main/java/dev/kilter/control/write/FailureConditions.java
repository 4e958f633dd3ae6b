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
          Failure.ClusterUnreachable _,
          Failure.KindUnknown _,
          Failure.Refused _,
          Failure.Conflict _,
          Failure.ControllerAbsent _,
          Failure.NotFound _ ->
          Condition.Type.ComparisonError;
      case Failure.Defect _ -> Condition.Type.UnknownError;
    };
  }

  /** Whether the last verdict stays for a while: what the repository holds is only out of reach. */
  static boolean graced(Failure failure) {
    return failure instanceof Failure.RepositoryUnreachable;
  }
}
