package dev.kilter.git;

import dev.kilter.git.revision.Revision;
import dev.kilter.git.signature.Keyrings;
import dev.kilter.git.signature.SignatureReader;
import dev.kilter.git.store.BareStore;
import dev.kilter.git.store.BareStores;
import dev.kilter.git.store.StoreClock;
import dev.kilter.git.transport.GitHubApps;
import dev.kilter.git.transport.IsolatedSystem;
import dev.kilter.git.transport.Remote;
import dev.kilter.git.transport.Remote.RemoteOptions;
import dev.kilter.git.transport.RemoteObserver;
import dev.kilter.git.transport.Secrets;
import dev.kilter.git.tree.GitTree;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings;
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
  private final RemoteObserver observer;
  private final BareStores stores;
  private final StoreClock clock;
  private final GitHubApps apps;
  private final Keyrings keyrings;

  public JGitFetcher(GitOptions options) throws IOException {
    this(options, RemoteObserver.NONE);
  }

  public JGitFetcher(GitOptions options, RemoteObserver observer) throws IOException {
    IsolatedSystem.install();
    this.options = options;
    this.observer = observer;
    this.clock = new StoreClock(options.clock(), options.recentWindow());
    this.stores = BareStores.in(options.cache());
    this.apps = new GitHubApps(options.clock(), options.hostCertificates());
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
    return withStore(
        repository,
        (store, remote) ->
            new Resolution(store, remote, named(repository)).of(revision, freshness));
  }

  @Override
  public Result<SourceTree> tree(Repository repository, String commit) {
    return withCommit(repository, commit, (store, id) -> GitTree.of(store.objects(), id));
  }

  @Override
  public Result<Commit> commit(Repository repository, String commit) {
    return withCommit(
        repository,
        commit,
        (store, id) ->
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
    return withStore(
            repository,
            (store, remote) ->
                revision.fullSha().isPresent()
                    ? Result.success(Optional.<SignatureReader.Tag>empty())
                    : SignatureReader.tag(
                        revision, commit, store.refs(remote, Freshness.RECENT, revision::among)))
        .then(tag ->
            tag.isPresent()
                ? withCommit(repository, tag.get().id().name(), (_, _) -> tag)
                : Result.success(tag))
        .then(tag ->
            withCommit(
                repository,
                commit,
                (store, id) ->
                    new SignatureReader(store.objects(), keyrings.now(), options.clock().instant())
                        .read(tag, id, reach)));
  }

  @Override
  public Result<List<String>> changedPaths(Repository repository, String from, String to) {
    return withCommit(repository, from, (_, id) -> id)
        .then(old ->
            withCommit(
                repository, to, (store, id) -> Commits.changedPaths(store.objects(), old, id)));
  }

  @Override
  public void keep(Repository repository, String commit) {
    if (ObjectId.isId(commit)) {
      withStore(
          repository,
          (store, _) -> {
            store.keep(ObjectId.fromString(commit));
            return Result.success(commit);
          });
    }
  }

  @Override
  public void close() {
    stores.close();
  }

  private interface StoreAction<T> {
    Result<T> with(BareStore store, Remote remote) throws IOException;
  }

  private interface CommitAction<T> {
    T with(BareStore store, ObjectId commit) throws IOException;
  }

  private <T> Result<T> withStore(Repository repository, StoreAction<T> action) {
    return Remote.of(repository, remoteOptions())
        .then(remote -> {
          try {
            return action.with(stores.of(repository, clock), remote);
          } catch (IOException e) {
            return Result.failed(
                new Failure.Defect(
                    "the local copy of repository "
                        + named(repository)
                        + " cannot be read or written; is the disk full?"));
          }
        });
  }

  private <T> Result<T> withCommit(Repository repository, String commit, CommitAction<T> action) {
    if (!ObjectId.isId(commit)) {
      return Result.failed(new Failure.InvalidSpec("a full commit SHA is needed here"));
    }
    ObjectId id = ObjectId.fromString(commit);
    return withStore(
        repository,
        (store, remote) -> {
          Result<Boolean> present = store.bring(id, remote);
          return switch (present) {
            case Result.Failed<Boolean>(var failure) -> Result.failed(failure);
            case Result.Success<Boolean>(var found) when !found ->
                Result.failed(
                    new Failure.RevisionMissing(
                        named(repository),
                        commit,
                        "repository "
                            + named(repository)
                            + " has no commit "
                            + commit
                            + "; it may be gone after a forced push"));
            case Result.Success<Boolean> _ -> Result.success(action.with(store, id));
          };
        });
  }

  private RemoteOptions remoteOptions() {
    Settings.Sources sources = options.sources().get();
    return new RemoteOptions(
        sources.gitTimeout(),
        sources.fileUrls(),
        options.knownHosts().get(),
        options.hostCertificates(),
        stores.home(),
        apps,
        observer);
  }

  /** The URL as it may be shown. */
  private static String named(Repository repository) {
    return Secrets.of(repository).redacted(repository.url());
  }
}
