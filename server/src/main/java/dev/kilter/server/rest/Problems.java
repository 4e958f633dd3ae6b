package dev.kilter.server.rest;

import dev.kilter.api.ApiException;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.stream.Stream;

/** The one table from failures to problems, in the words of a person who asked for something. */
public final class Problems {
  private static final int SUGGESTED = 3;

  private Problems() {}

  /** The value, or the failure as a refusal. */
  static <T> T unwrap(Result<T> result) {
    return unwrap(result, "APP");
  }

  /** As {@link #unwrap(Result)}, of something asked about this application. */
  static <T> T unwrap(Result<T> result, String application) {
    return switch (result) {
      case Result.Success<T>(var value) -> value;
      case Result.Failed<T>(var failure) -> throw new ApiException(of(failure, application));
    };
  }

  public static Problem of(Failure failure) {
    return of(failure, "APP");
  }

  /** {@code application} stands in the commands to paste. */
  static Problem of(Failure failure, String application) {
    Problem.Unexplained problem = Problem.of(kind(failure), failure.message());
    return problem.saying(
        failed(failure), why(failure), remedies(failure, "kilter app ", " " + application));
  }

  private static ProblemKind kind(Failure failure) {
    return switch (failure) {
      case Failure.InvalidSpec _ -> ProblemKind.INVALID_INPUT;
      case Failure.RepositoryUnreachable _ -> ProblemKind.REPOSITORY_UNREACHABLE;
      case Failure.RepositoryDenied _ -> ProblemKind.REPOSITORY_UNREACHABLE;
      case Failure.RevisionMissing _ -> ProblemKind.SOURCE_WRONG;
      case Failure.PathMissing _ -> ProblemKind.SOURCE_WRONG;
      case Failure.RenderFailed _ -> ProblemKind.RENDER_FAILED;
      case Failure.ToolUnsupported _, Failure.ToolMissing _ -> ProblemKind.RENDER_FAILED;
      case Failure.ProjectDenied _, Failure.RevisionUntrusted _ -> ProblemKind.PROJECT_DENIED;
      case Failure.ClusterUnreachable _, Failure.OtherCluster _ -> ProblemKind.CLUSTER_UNREACHABLE;
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

  private static String failed(Failure failure) {
    return switch (failure) {
      case Failure.RepositoryUnreachable(var url, _) ->
          "The repository " + url + " does not answer.";
      case Failure.RepositoryDenied(var url, _) ->
          "The repository " + url + " refuses the credentials that Kilter has for it.";
      case Failure.RevisionMissing(var url, var revision, _) ->
          url + " has no revision \"" + revision + "\".";
      case Failure.PathMissing(var url, var revision, var path, _, _) ->
          url + " has no folder \"" + path + "\" at " + revision + ".";
      case Failure.RenderFailed(var file, var line, _) -> place(file, line) + " cannot be read.";
      case Failure.ToolUnsupported(var tool, _) ->
          "This version of Kilter does not run " + tool + ".";
      case Failure.ToolMissing(var tool, _) -> "The tool " + tool + " is not here.";
      case Failure.ProjectDenied(var project, _) ->
          "The project \"" + project + "\" does not allow this.";
      case Failure.RevisionUntrusted untrusted ->
          "The project does not trust " + untrusted.revision() + ".";
      case Failure.ClusterUnreachable(var server, _) ->
          "The cluster " + server + " does not answer.";
      case Failure.OtherCluster other ->
          "The address " + other.server() + " leads to another cluster than before.";
      case Failure.KindUnknown(var key, _) ->
          "The cluster does not know the kind " + key.kind() + ".";
      case Failure.Refused(var key, var code, _, _) ->
          refusal(code) == ProblemKind.REFUSED
              ? "The cluster refused " + object(key) + "."
              : refusal(code).sentence();
      case Failure.InvalidSpec _ -> "The spec of the Application is not valid.";
      case Failure.Conflict _, Failure.ControllerAbsent _, Failure.NotFound _, Failure.Defect _ ->
          kind(failure).sentence();
    };
  }

  private static String why(Failure failure) {
    return failure instanceof Failure.PathMissing missing && !missing.closest().isEmpty()
        ? missing.message() + "\nClosest: " + String.join(", ", suggested(missing))
        : failure.message();
  }

  private static List<String> remedies(Failure failure, String app, String name) {
    return switch (failure) {
      case Failure.InvalidSpec _ -> List.of(app + "get" + name + " -o yaml", app + "set --help");
      case Failure.RepositoryUnreachable(var url, _) ->
          List.of("git ls-remote " + quoted(url), "kilter repo list");
      case Failure.RepositoryDenied(var url, _) ->
          List.of("kilter repo add " + quoted(url) + " --username USER --password TOKEN --upsert");
      case Failure.RevisionMissing(var url, _, _) ->
          List.of("git ls-remote " + quoted(url), app + "set" + name + " --revision main");
      case Failure.PathMissing missing ->
          Stream.concat(
                  suggested(missing).stream()
                      .map(path -> app + "set" + name + " --path " + quoted(path)),
                  Stream.of(app + "get" + name))
              .toList();
      case Failure.RenderFailed(var file, var line, _) ->
          List.of("correct " + place(file, line) + " and push", app + "explain" + name);
      case Failure.ToolUnsupported _ -> List.of(app + "set" + name + " --path FOLDER");
      case Failure.ToolMissing _ -> List.of(app + "explain" + name);
      case Failure.ProjectDenied(var project, _) ->
          List.of("kilter proj get " + project, app + "set" + name + " --project PROJECT");
      case Failure.RevisionUntrusted _ -> List.of(app + "explain" + name);
      case Failure.ClusterUnreachable _ -> List.of("kubectl cluster-info");
      case Failure.OtherCluster _ -> List.of(app + "explain" + name);
      case Failure.KindUnknown _ -> List.of("kubectl api-resources");
      case Failure.Refused(_, var code, _, _) ->
          refusal(code) == ProblemKind.REFUSED
              ? List.of(app + "get" + name, "correct it and try again")
              : List.of("kubectl auth whoami", "kubectl auth can-i --list");
      case Failure.Conflict _ -> List.of("run the command again");
      case Failure.ControllerAbsent _ -> List.of("kubectl -n argocd get pods", "kilter controller");
      case Failure.NotFound _ -> List.of("kilter app list");
      case Failure.Defect _ -> List.of("look into the controller's log, and report what it says");
    };
  }

  private static List<String> suggested(Failure.PathMissing missing) {
    return missing.closest().stream().limit(SUGGESTED).toList();
  }

  private static String place(String file, int line) {
    return line > 0 ? file + ":" + line : file;
  }

  /** Safe to paste, whatever somebody has called a folder. */
  private static String quoted(String text) {
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static String object(ResourceKey key) {
    return key.kind() + " \"" + key.name() + "\"";
  }
}
