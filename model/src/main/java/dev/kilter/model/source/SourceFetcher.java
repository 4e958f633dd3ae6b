package dev.kilter.model.source;

import dev.kilter.model.failure.Result;
import java.util.List;

/**
 * Port to where sources come from: from a repository and what the user tracks to commits and their
 * files. For a chart, a commit is its exact version; for an OCI artefact, its digest. Blocking;
 * callers run it on threads of their own. Requests for one repository and ref at the same time
 * share one fetch. Failures: RepositoryUnreachable, RepositoryDenied, RevisionMissing.
 */
public interface SourceFetcher {
  /**
   * The full SHA that a branch, tag, full ref, full or short SHA, HEAD or semver constraint on tags
   * stands for now. FORCED asks the repository; RECENT may answer from what was learnt since the
   * last reconciliation interval.
   */
  Result<String> resolve(
      Repository repository, String targetRevision, String tagPrefix, Freshness freshness);

  /** The files of a commit, fetched if they are not here yet. */
  Result<SourceTree> tree(Repository repository, String commit);

  Result<Commit> commit(Repository repository, String commit);

  /**
   * The signatures that decide on a commit of a Git repository, newest first and never none. Where
   * {@code targetRevision} names an annotated tag that stands at the commit, the tag's is the
   * first. Of a history it is enough to tell of each key once, and of ten that are not good.
   */
  Result<List<SignedRevision>> signatures(
      Repository repository,
      String targetRevision,
      String tagPrefix,
      String commit,
      SignedRevision.Reach reach);

  /** Paths that differ between two commits, by one walk over both trees; both must be fetched. */
  Result<List<String>> changedPaths(Repository repository, String from, String to);

  /**
   * Keeps a commit from being collected while history names it ({@code refs/kilter/keep/<sha>}).
   */
  void keep(Repository repository, String commit);

  enum Freshness {
    RECENT,
    FORCED
  }
}
