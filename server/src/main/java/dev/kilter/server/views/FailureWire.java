package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.ResourceKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failures as JSON between two processes of Kilter, both ways. */
public final class FailureWire {
  private FailureWire() {}

  public static Map<String, @Nullable Object> tree(Failure failure) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", failure.getClass().getSimpleName());
    tree.put("message", failure.message());
    switch (failure) {
      case Failure.RepositoryUnreachable one -> tree.put("repo", one.repoUrl());
      case Failure.RepositoryDenied one -> tree.put("repo", one.repoUrl());
      case Failure.RevisionMissing one -> {
        tree.put("repo", one.repoUrl());
        tree.put("revision", one.revision());
      }
      case Failure.PathMissing one -> {
        tree.put("repo", one.repoUrl());
        tree.put("revision", one.revision());
        tree.put("path", one.path());
        tree.put("closest", one.closest());
      }
      case Failure.RenderFailed one -> {
        tree.put("path", one.file());
        tree.put("line", one.line());
      }
      case Failure.ToolUnsupported one -> tree.put("tool", one.tool());
      case Failure.ToolMissing one -> tree.put("tool", one.tool());
      case Failure.ProjectDenied one -> tree.put("project", one.project());
      case Failure.RevisionUntrusted one -> {
        tree.put("repo", one.repoUrl());
        tree.put("revision", one.revision());
        tree.put("author", one.author());
        tree.put("problem", one.problem());
        tree.put("key", one.key());
      }
      case Failure.ClusterUnreachable one -> tree.put("server", one.server());
      case Failure.OtherCluster one -> {
        tree.put("server", one.server());
        tree.put("secret", one.secret());
        tree.put("expected", one.expected());
        tree.put("found", one.found());
      }
      case Failure.KindUnknown one -> tree.put("key", ArgoShapes.key(one.key()));
      case Failure.Refused one -> {
        tree.put("key", ArgoShapes.key(one.key()));
        tree.put("code", one.code());
        tree.put("reason", one.reason());
      }
      case Failure.InvalidSpec _,
          Failure.Conflict _,
          Failure.ControllerAbsent _,
          Failure.NotFound _,
          Failure.Defect _ -> {}
    }
    return tree;
  }

  /** A kind that this version does not know reads as a defect with the same message. */
  public static Failure failure(Document tree) {
    String message = tree.text("message");
    String repo = tree.text("repo");
    return switch (tree.text("kind")) {
      case "InvalidSpec" -> new Failure.InvalidSpec(message);
      case "RepositoryUnreachable" -> new Failure.RepositoryUnreachable(repo, message);
      case "RepositoryDenied" -> new Failure.RepositoryDenied(repo, message);
      case "RevisionMissing" -> new Failure.RevisionMissing(repo, tree.text("revision"), message);
      case "PathMissing" ->
          new Failure.PathMissing(
              repo, tree.text("revision"), tree.text("path"), tree.texts("closest"), message);
      case "RenderFailed" ->
          new Failure.RenderFailed(tree.text("path"), (int) tree.number("line"), message);
      case "ToolUnsupported" -> new Failure.ToolUnsupported(tree.text("tool"), message);
      case "ToolMissing" -> new Failure.ToolMissing(tree.text("tool"), message);
      case "ProjectDenied" -> new Failure.ProjectDenied(tree.text("project"), message);
      case "RevisionUntrusted" ->
          new Failure.RevisionUntrusted(
              repo,
              tree.text("revision"),
              tree.text("author"),
              tree.text("problem"),
              tree.text("key"),
              message);
      case "ClusterUnreachable" -> new Failure.ClusterUnreachable(tree.text("server"), message);
      case "OtherCluster" ->
          new Failure.OtherCluster(
              tree.text("server"),
              tree.text("secret"),
              tree.text("expected"),
              tree.text("found"),
              message);
      case "KindUnknown" -> new Failure.KindUnknown(key(tree.document("key")), message);
      case "Refused" ->
          new Failure.Refused(
              key(tree.document("key")), (int) tree.number("code"), tree.text("reason"), message);
      case "Conflict" -> new Failure.Conflict(message);
      case "ControllerAbsent" -> new Failure.ControllerAbsent(message);
      case "NotFound" -> new Failure.NotFound(message);
      default -> new Failure.Defect(message);
    };
  }

  private static ResourceKey key(Document tree) {
    return new ResourceKey(
        tree.text("group"), tree.text("kind"), tree.text("namespace"), tree.text("name"));
  }
}
