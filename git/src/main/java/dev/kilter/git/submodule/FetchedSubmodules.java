package dev.kilter.git.submodule;

import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.git.transport.Secrets;
import dev.kilter.git.tree.GitTree;
import dev.kilter.git.tree.Submodules;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetchException;
import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.model.source.SourceTreeException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The submodules of one commit, each fetched when somebody reads in it: one that nobody reads costs
 * nothing and keeps nothing waiting. A commit names its submodules' commits, so what is read is the
 * same wherever it comes from.
 */
public final class FetchedSubmodules implements Submodules {
  private static final int MAX_DEPTH = 10;
  private static final int MAX_COUNT = 200;

  private final Terms terms;
  private final Repository parent;
  private final GitTree files;
  private final int depth;
  private volatile @Nullable GitModules modules;

  /** Brings a commit of a repository, without its submodules. */
  public interface Bringing {
    Result<GitTree> tree(Repository repository, ObjectId commit);
  }

  /** What holds for a tree with all that is nested in it. */
  private record Terms(Bringing bringing, ReferredAccess access, AtomicInteger count) {}

  private FetchedSubmodules(Terms terms, Repository parent, GitTree files, int depth) {
    this.terms = terms;
    this.parent = parent;
    this.files = files;
    this.depth = depth;
  }

  /** The files of a commit of the repository with those of its submodules. */
  public static GitTree laidOn(
      GitTree files, Repository repository, Bringing bringing, ReferredAccess access) {
    Terms terms = new Terms(bringing, access, new AtomicInteger());
    return files.with(new FetchedSubmodules(terms, repository, files, 1));
  }

  @Override
  public boolean declared() {
    return files.list("").stream()
        .anyMatch(
            entry -> entry.name().equals(GitTree.SUBMODULES) && entry.type() == Entry.Type.FILE);
  }

  @Override
  public GitTree tree(String path, ObjectId commit) {
    String url =
        modules()
            .url(path)
            .orElseThrow(() -> broken("there is no submodule with path '" + path + "' and a url"));
    if (depth > MAX_DEPTH) {
      throw broken("submodules are nested deeper than " + MAX_DEPTH + " levels");
    }
    if (terms.count().incrementAndGet() > MAX_COUNT) {
      throw broken("more than " + MAX_COUNT + " submodules are read");
    }
    Result<GitTree> tree =
        SubmoduleUrl.of(parent.url(), url)
            .map(target -> terms.access().repository(parent, target))
            .then(repository ->
                terms.bringing().tree(repository, commit).map(found -> laid(found, repository)));
    return switch (tree) {
      case Result.Success<GitTree>(var found) -> found;
      case Result.Failed<GitTree>(var failure) ->
          throw new SourceFetchException(at("the submodule '" + path + "': ", failure));
    };
  }

  private GitTree laid(GitTree found, Repository repository) {
    return found.with(new FetchedSubmodules(terms, repository, found, depth + 1));
  }

  private GitModules modules() {
    GitModules known = modules;
    if (known == null) {
      try {
        byte[] text = files.read(GitTree.SUBMODULES, GitModules.MAX_BYTES);
        known = GitModules.parsed(new String(text, StandardCharsets.UTF_8));
        modules = known;
      } catch (SourceTreeException | ConfigInvalidException | IllegalArgumentException e) {
        throw broken("it cannot be read: " + e.getMessage());
      }
    }
    return known;
  }

  private SourceFetchException broken(String why) {
    String where = depth == 1 ? "" : " of " + Secrets.of(parent).redacted(parent.url());
    return new SourceFetchException(
        new Failure.RenderFailed(GitTree.SUBMODULES, 0, GitTree.SUBMODULES + where + ": " + why));
  }

  /** The same failure, which says where it is met. */
  private static Failure at(String where, Failure failure) {
    return switch (failure) {
      case Failure.RepositoryUnreachable(var url, var message) ->
          new Failure.RepositoryUnreachable(url, where + message);
      case Failure.RepositoryDenied(var url, var message) ->
          new Failure.RepositoryDenied(url, where + message);
      case Failure.RevisionMissing(var url, var revision, var message) ->
          new Failure.RevisionMissing(url, revision, where + message);
      case Failure.InvalidSpec(var message) ->
          new Failure.RenderFailed(GitTree.SUBMODULES, 0, where + message);
      default -> failure;
    };
  }
}
