package dev.kilter.git.store;

import dev.kilter.git.revision.RemoteRefs;
import dev.kilter.git.transport.Remote;
import dev.kilter.git.transport.Remote.OnRefs;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;

/** The local copy of one remote: what was fetched, and what its refs were when last asked. */
public final class BareStore implements AutoCloseable {
  private static final String OBJECTS = "objects";

  /** How servers, JGit and git say that a commit is not to be had by its id. */
  private static final List<String> REFUSED =
      List.of("not our ref", "not valid", "unadvertised object", "available for fetch");

  private final Path folder;
  private final Repository objects;
  private final Advertised advertised;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Tidying tidying;

  private BareStore(Path folder, Repository objects, StoreClock clock) {
    this.folder = folder;
    this.objects = objects;
    this.advertised = new Advertised(objects, clock);
    this.tidying = new Tidying(objects, folder);
  }

  static BareStore open(Path folder, StoreClock clock) throws IOException {
    if (Files.isDirectory(folder.resolve(OBJECTS))) {
      Leftovers.sweep(folder, clock.clock().instant());
    } else {
      make(folder);
    }
    return new BareStore(folder, at(folder), clock);
  }

  /** Aside, and moved into place when it is whole: JGit cannot go on with a half-made one. */
  private static void make(Path folder) throws IOException {
    Leftovers.clear(folder);
    Path made = Leftovers.aside(folder);
    try (Repository repository = at(made)) {
      repository.create(true);
    }
    try {
      Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      Leftovers.clear(made);
      if (!Files.isDirectory(folder.resolve(OBJECTS))) {
        throw e;
      }
    }
  }

  private static Repository at(Path folder) throws IOException {
    return new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
  }

  boolean isThere() {
    return Files.isDirectory(folder.resolve(OBJECTS));
  }

  /** Where git keeps what is too large for it. */
  public Path largeFiles() {
    return folder.resolve("lfs");
  }

  public Repository objects() {
    return objects;
  }

  /**
   * What the remote has. Where it has to be asked, the commit that is sought among the refs comes
   * along if it is not here yet: who resolves a revision reads it next.
   */
  public Result<RemoteRefs> refs(
      Remote remote, Freshness freshness, Function<RemoteRefs, Optional<String>> sought) {
    return advertised.refs(
        remote,
        freshness,
        (refs, connection) -> {
          Optional<String> commit = sought.apply(refs);
          if (commit.isPresent()) {
            bringAlong(ObjectId.fromString(commit.get()), refs, remote, connection);
          }
        });
  }

  private void bringAlong(
      ObjectId commit, RemoteRefs refs, Remote remote, FetchConnection connection)
      throws IOException {
    Optional<String> name = refs.refAt(commit.name());
    // Whoever fetches now may be waiting for these very refs; and a first fetch may take the server
    // longer to pack than a conversation about refs waits for.
    if (name.isEmpty() || tidying.count() == 0 || has(commit) || !fetching.tryLock()) {
      return;
    }
    try {
      Ref ref = connection.getRef(name.get());
      remote.fetch(connection, ref);
      RefUpdate update = objects.updateRef(following(name.get()).getDestination());
      update.setNewObjectId(ref.getObjectId());
      update.forceUpdate();
      tidying.fetched();
    } finally {
      fetching.unlock();
    }
  }

  public Optional<RemoteRefs> lastRefs() {
    return advertised.lastRefs();
  }

  /** Whether the commit is here now; fetches it where it is not, one fetch at a time. */
  public Result<Boolean> bring(ObjectId commit, Remote remote) throws IOException {
    if (has(commit)) {
      return Result.success(true);
    }
    fetching.lock();
    try {
      return has(commit) ? Result.success(true) : fetch(commit, remote);
    } finally {
      fetching.unlock();
    }
  }

  /** By the ref that stands there; else by id, which not every server allows; else everything. */
  private Result<Boolean> fetch(ObjectId commit, Remote remote) throws IOException {
    Result<RemoteRefs> refs = advertised.refs(remote, Freshness.RECENT, OnRefs.NOTHING);
    if (!(refs instanceof Result.Success<RemoteRefs>(var known))) {
      return refs.map(_ -> false);
    }
    Optional<String> ref = known.refAt(commit.name());
    if (ref.isPresent()) {
      Result<Boolean> fetched = fetched(remote, List.of(following(ref.get())));
      if (fetched instanceof Result.Success<Boolean> && has(commit)) {
        return fetched;
      }
    }
    Result<Boolean> byId =
        fetched(
            remote,
            List.of(new RefSpec("+" + commit.name() + ":refs/kilter/commit/" + commit.name())));
    if (has(commit)) {
      return Result.success(true);
    }
    if (remote.depth() > 0) {
      return withoutHistory(byId);
    }
    Result<Boolean> everything = fetched(remote, everything());
    return everything instanceof Result.Success<Boolean> ? Result.success(has(commit)) : everything;
  }

  /** Where history is not wanted, a commit that the server does not give by its id is not there. */
  private static Result<Boolean> withoutHistory(Result<Boolean> byId) {
    return byId instanceof Result.Failed<Boolean>(var failure)
            && REFUSED.stream().noneMatch(failure.message()::contains)
        ? byId
        : Result.success(false);
  }

  /** JGit notes in FETCH_HEAD from where it fetched; no URL stays in the cache. */
  private Result<Boolean> fetched(Remote remote, List<RefSpec> specs) throws IOException {
    try {
      Result<Boolean> fetched = remote.fetch(objects, specs);
      tidying.fetched();
      return fetched;
    } finally {
      Files.deleteIfExists(folder.resolve("FETCH_HEAD"));
    }
  }

  /** All branches and tags, for what only they can tell, as an abbreviated id. */
  public Result<Boolean> bringEverything(Remote remote) throws IOException {
    fetching.lock();
    try {
      return fetched(remote, everything());
    } finally {
      fetching.unlock();
    }
  }

  private static List<RefSpec> everything() {
    return List.of(
        new RefSpec("+refs/heads/*:refs/kilter/heads/*"),
        new RefSpec("+refs/tags/*:refs/kilter/tags/*"));
  }

  /** A flat local name: a branch a/b that follows a deleted branch a must not clash with it. */
  private static RefSpec following(String ref) {
    Digest digest = Digest.ofBytes(ref.getBytes(StandardCharsets.UTF_8));
    return new RefSpec("+" + ref + ":refs/kilter/ref/" + digest);
  }

  private boolean has(ObjectId commit) throws IOException {
    return objects.getObjectDatabase().has(commit);
  }

  public List<String> commitsStartingWith(String prefix) throws IOException {
    List<String> commits = new ArrayList<>();
    try (ObjectReader reader = objects.newObjectReader()) {
      for (ObjectId id : reader.resolve(AbbreviatedObjectId.fromString(prefix))) {
        if (reader.open(id).getType() == Constants.OBJ_COMMIT) {
          commits.add(id.name());
        }
      }
    }
    return commits;
  }

  /** Protects the commit from garbage collection; does nothing where it is not here. */
  public void keep(ObjectId commit) throws IOException {
    if (has(commit)) {
      RefUpdate update = objects.updateRef("refs/kilter/keep/" + commit.name());
      update.setNewObjectId(commit);
      update.forceUpdate();
    }
  }

  @Override
  public void close() {
    tidying.close();
    objects.close();
  }
}
