package dev.kilter.git;

import dev.kilter.git.revision.RemoteRefs;
import dev.kilter.git.revision.Revision;
import dev.kilter.git.store.BareStore;
import dev.kilter.git.transport.Remote;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the commit that a name stands for, asking the remote no more than needed. */
final class Resolution {
  private static final int NAMES_SHOWN = 5;
  private final BareStore store;
  private final Remote remote;
  private final String url;

  Resolution(BareStore store, Remote remote, String url) {
    this.store = store;
    this.remote = remote;
    this.url = url;
  }

  /** A name that recent refs lack may be new, so a miss always asks. */
  Result<String> of(Revision revision, Freshness freshness) throws IOException {
    return switch (store.refs(remote, freshness, revision::among)) {
      case Result.Failed<RemoteRefs>(var failure) -> Result.failed(failure);
      case Result.Success<RemoteRefs>(var refs) -> {
        Optional<String> commit = revision.among(refs);
        if (commit.isPresent()) {
          yield Result.success(commit.get());
        }
        yield freshness == Freshness.RECENT
            ? of(revision, Freshness.FORCED)
            : withoutName(revision, refs);
      }
    };
  }

  private Result<String> withoutName(Revision revision, RemoteRefs refs) throws IOException {
    return revision.shortSha().isPresent()
        ? abbreviated(revision, revision.shortSha().get(), refs)
        : missing(revision, nothingFound(revision, refs));
  }

  private Result<String> abbreviated(Revision revision, String prefix, RemoteRefs refs)
      throws IOException {
    TreeSet<String> commits = new TreeSet<>(refs.startingWith(prefix));
    commits.addAll(store.commitsStartingWith(prefix));
    if (commits.isEmpty()) {
      Result<Boolean> fetched = store.bringEverything(remote);
      if (fetched instanceof Result.Failed<Boolean>(var failure)) {
        return Result.failed(failure);
      }
      commits.addAll(store.commitsStartingWith(prefix));
    }
    if (commits.size() == 1) {
      return Result.success(commits.first());
    }
    return missing(
        revision,
        commits.isEmpty()
            ? nothingFound(revision, refs)
            : "'"
                + revision.text()
                + "' is short for several commits: "
                + String.join(", ", commits)
                + "; write more of it");
  }

  private Result<String> missing(Revision revision, String why) {
    return Result.failed(
        new Failure.RevisionMissing(url, revision.text(), "repository " + url + ": " + why));
  }

  private String nothingFound(Revision revision, RemoteRefs refs) {
    if (refs.isEmpty()) {
      return "it is empty, nothing has been pushed to it yet";
    }
    if (revision.isConstraint()) {
      String prefix =
          revision.tagPrefix().isEmpty() ? "" : " with prefix '" + revision.tagPrefix() + "'";
      return "none of its "
          + refs.tags().size()
          + " tags"
          + prefix
          + " is a version within '"
          + revision.text()
          + "'";
    }
    return "it has no branch, tag or commit '"
        + revision.text()
        + "'; it has "
        + String.join(", ", someNames(refs))
        + (revision.shortSha().isPresent() && remote.depth() > 0
            ? ", and only the last "
                + remote.depth()
                + " commits of each are fetched (depth): write all of a commit's id"
            : "");
  }

  private static List<String> someNames(RemoteRefs refs) {
    return refs.names().stream()
        .filter(name -> name.startsWith("refs/heads/") || name.startsWith("refs/tags/"))
        .map(name -> name.replaceFirst("^refs/(heads|tags)/", ""))
        .limit(NAMES_SHOWN)
        .toList();
  }
}
