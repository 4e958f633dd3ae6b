package dev.kilter.git;

import dev.kilter.git.store.BareStore;
import dev.kilter.git.store.BareStores;
import dev.kilter.git.store.StoreClock;
import dev.kilter.git.transport.GitHubApps;
import dev.kilter.git.transport.Remote;
import dev.kilter.git.transport.Remote.RemoteOptions;
import dev.kilter.git.transport.RemoteObserver;
import dev.kilter.git.transport.Secrets;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.Repository;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/** Repositories as they are here, each with the way to its remote. */
final class LocalCopies implements AutoCloseable {
  private final GitOptions options;
  private final RemoteObserver observer;
  private final BareStores stores;
  private final StoreClock clock;
  private final GitHubApps apps;

  LocalCopies(GitOptions options, RemoteObserver observer) throws IOException {
    this.options = options;
    this.observer = observer;
    this.clock = new StoreClock(options.clock(), options.recentWindow());
    this.stores = BareStores.in(options.cache());
    this.apps = new GitHubApps(options.clock(), options.hostCertificates());
  }

  interface StoreAction<T> {
    Result<T> with(BareStore store, Remote remote) throws IOException;
  }

  interface CommitAction<T> {
    T with(BareStore store, ObjectId commit, Remote remote) throws IOException;
  }

  <T> Result<T> with(Repository repository, StoreAction<T> action) {
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

  /** Fetches the commit where it is not here yet. */
  <T> Result<T> with(Repository repository, ObjectId commit, CommitAction<T> action) {
    return with(
        repository,
        (store, remote) -> {
          Result<Boolean> present = store.bring(commit, remote);
          return switch (present) {
            case Result.Failed<Boolean>(var failure) -> Result.failed(failure);
            case Result.Success<Boolean>(var found) when !found ->
                Result.failed(
                    new Failure.RevisionMissing(
                        named(repository),
                        commit.name(),
                        "repository "
                            + named(repository)
                            + " has no commit "
                            + commit.name()
                            + (remote.depth() == 0
                                ? "; it may be gone after a forced push"
                                : " that it gives by its id, and only the last "
                                    + remote.depth()
                                    + " of each branch are fetched (depth)")));
            case Result.Success<Boolean> _ -> Result.success(action.with(store, commit, remote));
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
        sources.git().client(),
        observer);
  }

  /** The URL as it may be shown. */
  static String named(Repository repository) {
    return Secrets.of(repository).redacted(repository.url());
  }

  @Override
  public void close() {
    stores.close();
  }
}
