package dev.kilter.git;

import dev.kilter.git.LocalCopies.CommitAction;
import dev.kilter.git.lfs.LfsContents;
import dev.kilter.git.revision.Revision;
import dev.kilter.git.signature.Keyrings;
import dev.kilter.git.signature.SignatureReader;
import dev.kilter.git.submodule.FetchedSubmodules;
import dev.kilter.git.transport.IsolatedSystem;
import dev.kilter.git.transport.RemoteObserver;
import dev.kilter.git.tree.GitTree;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SourceFetcher;
import dev.kilter.model.source.SourceTree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Port SourceFetcher over JGit. Keeps one bare repository for each URL and set of credentials; what
 * is there already costs no request. Nothing is ever checked out, no hook or helper is run, and no
 * configuration but its own is read.
 */
public final class JGitFetcher implements SourceFetcher, AutoCloseable {
  private final GitOptions options;
  private final LocalCopies copies;
  private final Keyrings keyrings;

  public JGitFetcher(GitOptions options) throws IOException {
    this(options, RemoteObserver.NONE);
  }

  public JGitFetcher(GitOptions options, RemoteObserver observer) throws IOException {
    IsolatedSystem.install();
    this.options = options;
    this.copies = new LocalCopies(options, observer);
    this.keyrings = new Keyrings(options.gpgKeys());
  }

  @Override
  public Result<String> resolve(
      Repository repository, String targetRevision, String tagPrefix, Freshness freshness) {
    Revision revision = new Revision(targetRevision, tagPrefix);
    if (revision.fault().isPresent()) {
      return Result.failed(new Failure.InvalidSpec(revision.fault().get()));
    }
    if (revision.fullSha().isPresent()) {
      return Result.success(revision.fullSha().get());
    }
    return copies.with(
        repository,
        (store, remote) ->
            new Resolution(store, remote, LocalCopies.named(repository)).of(revision, freshness));
  }

  @Override
  public Result<SourceTree> tree(Repository repository, String commit) {
    boolean submodules = options.sources().get().git().submodules();
    return isId(commit)
        .then(id -> files(repository, id))
        .map(files ->
            submodules
                ? FetchedSubmodules.laidOn(files, repository, this::files, options.referred())
                : files);
  }

  private Result<GitTree> files(Repository repository, ObjectId commit) {
    return copies.with(
        repository,
        commit,
        (store, id, remote) ->
            LfsContents.in(
                GitTree.of(store.objects(), id), repository, store.largeFiles(), remote, options));
  }

  @Override
  public Result<Commit> commit(Repository repository, String commit) {
    return withCommit(
        repository,
        commit,
        (store, id, _) ->
            Commits.read(
                store.objects(),
                id,
                store.lastRefs().map(refs -> refs.tagsAt(id.name())).orElse(List.of())));
  }

  @Override
  public Result<List<SignedRevision>> signatures(
      Repository repository,
      String targetRevision,
      String tagPrefix,
      String commit,
      SignedRevision.Reach reach) {
    Revision revision = new Revision(targetRevision, tagPrefix);
    return copies
        .with(
            repository,
            (store, remote) ->
                revision.fullSha().isPresent()
                    ? Result.success(Optional.<SignatureReader.Tag>empty())
                    : SignatureReader.tag(
                        revision, commit, store.refs(remote, Freshness.RECENT, revision::among)))
        .then(tag ->
            tag.isPresent()
                ? withCommit(repository, tag.get().id().name(), (_, _, _) -> tag)
                : Result.success(tag))
        .then(tag ->
            withCommit(
                repository,
                commit,
                (store, id, _) ->
                    new SignatureReader(store.objects(), keyrings.now(), options.clock().instant())
                        .read(tag, id, reach)));
  }

  @Override
  public Result<List<String>> changedPaths(Repository repository, String from, String to) {
    return withCommit(repository, from, (_, id, _) -> id)
        .then(old ->
            withCommit(
                repository, to, (store, id, _) -> Commits.changedPaths(store.objects(), old, id)));
  }

  @Override
  public void keep(Repository repository, String commit) {
    if (ObjectId.isId(commit)) {
      copies.with(
          repository,
          (store, _) -> {
            store.keep(ObjectId.fromString(commit));
            return Result.success(commit);
          });
    }
  }

  @Override
  public void close() {
    copies.close();
  }

  private <T> Result<T> withCommit(Repository repository, String commit, CommitAction<T> action) {
    return isId(commit).then(id -> copies.with(repository, id, action));
  }

  private static Result<ObjectId> isId(String commit) {
    return ObjectId.isId(commit)
        ? Result.success(ObjectId.fromString(commit))
        : Result.failed(new Failure.InvalidSpec("a full commit SHA is needed here"));
  }
}
