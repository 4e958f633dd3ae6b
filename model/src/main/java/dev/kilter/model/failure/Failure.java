package dev.kilter.model.failure;

import dev.kilter.model.manifest.ResourceKey;
import java.util.List;

/**
 * Something expected that went wrong. Each kind maps to one condition, one HTTP problem and one
 * exit code. {@code message} is one plain sentence with the evidence, free of credentials.
 */
public sealed interface Failure {
  String message();

  /**
   * The Application contradicts itself or names what does not exist: destination, project, source.
   */
  record InvalidSpec(String message) implements Failure {}

  /** The repository did not answer: DNS, connection, timeout, TLS or a server error. */
  record RepositoryUnreachable(String repoUrl, String message) implements Failure {}

  /** The repository answered that these credentials, or none, are not enough. */
  record RepositoryDenied(String repoUrl, String message) implements Failure {}

  /** The repository has no such branch, tag or commit, or has no commit at all. */
  record RevisionMissing(String repoUrl, String revision, String message) implements Failure {}

  /** The revision has no such folder; {@code closest} are folders that it has, most alike first. */
  record PathMissing(
      String repoUrl, String revision, String path, List<String> closest, String message)
      implements Failure {
    public PathMissing {
      closest = List.copyOf(closest);
    }
  }

  /**
   * A file could not be turned into manifests. {@code line} counts from 1; 0 where it is unknown.
   */
  record RenderFailed(String file, int line, String message) implements Failure {}

  /** A tool that this version of Kilter does not run. */
  record ToolUnsupported(String tool, String message) implements Failure {}

  /** A tool that renders is not here: it is being fetched, or no way to it worked. */
  record ToolMissing(String tool, String message) implements Failure {}

  /** The project does not allow the source, the destination or a kind. */
  record ProjectDenied(String project, String message) implements Failure {}

  /**
   * The project wants this revision signed by someone whom it trusts, and it is not. {@code
   * problem} is what is wrong with the first signature that does not hold, {@code key} who made it,
   * empty where nobody did.
   */
  record RevisionUntrusted(
      String repoUrl, String revision, String author, String problem, String key, String message)
      implements Failure {}

  /** The cluster's API server did not answer, or not to these credentials. */
  record ClusterUnreachable(String server, String message) implements Failure {}

  /**
   * The cluster's address leads to another cluster than the one that its Secret is pinned to, by
   * the uid of {@code kube-system}. Nothing is concluded from it, and nothing written to it.
   */
  record OtherCluster(String server, String secret, String expected, String found, String message)
      implements Failure {}

  /** The API server does not serve the kind. */
  record KindUnknown(ResourceKey key, String message) implements Failure {}

  /** The API server refused the object; {@code code} is the HTTP status. */
  record Refused(ResourceKey key, int code, String reason, String message) implements Failure {}

  /** Someone else changed it meanwhile; reading again and deciding again is the cure. */
  record Conflict(String message) implements Failure {}

  /**
   * No controller answers, so what only it knows (trees, differences, manifests) cannot be said.
   */
  record ControllerAbsent(String message) implements Failure {}

  /** It is not there (any more). */
  record NotFound(String message) implements Failure {}

  /** A defect of ours, caught at the top of a loop so that others go on. */
  record Defect(String message) implements Failure {}
}
