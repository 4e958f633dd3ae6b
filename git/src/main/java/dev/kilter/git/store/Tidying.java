package dev.kilter.git.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs what many fetches brought into one, beside the work and not within it. JGit's own way runs
 * within a fetch and keeps replaced packs for an hour: from the fiftieth push of an hour on, each
 * push would have the whole repository written once more. Whoever reads while a pack goes away
 * finds the object again in the new one; JGit looks twice.
 */
final class Tidying implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

  /** As git: each pack more makes each look for an object a little dearer. */
  static final int PACKS = 50;

  /** So many times as long as it took it rests, however fast pushes come: 5 % of a core at most. */
  private static final int REST = 20;

  private final Repository objects;
  private final Path folder;
  private final Semaphore turn = new Semaphore(1);
  private volatile boolean closed;
  private volatile long restsUntil = System.nanoTime();

  Tidying(Repository objects, Path folder) {
    this.objects = objects;
    this.folder = folder;
    StoredConfig config = objects.getConfig();
    config.setInt("gc", null, "auto", 0);
    config.setInt("gc", null, "autoPackLimit", 0);
    // Else JGit asks that question on a thread of its own, with a lock file, after the store is
    // closed.
    config.setBoolean("gc", null, "autoDetach", false);
    config.setString("gc", null, "prunePackExpire", "now");
    // What a server sent is packed well already; better packs and bitmaps take memory and time.
    config.setBoolean("pack", null, "deltaCompression", false);
    config.setBoolean("pack", null, "buildBitmaps", false);
  }

  /** Something was fetched: tidies, on a thread of its own, where it is time. */
  void fetched() throws IOException {
    if (System.nanoTime() - restsUntil >= 0 && count() > PACKS && turn.tryAcquire()) {
      Thread.ofPlatform().daemon().name("tidy a git store").start(this::tidy);
    }
  }

  int count() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder.resolve("objects/pack"), "*.pack")) {
      for (Path _ : found) {
        count++;
      }
    }
    return count;
  }

  private void tidy() {
    try {
      long began = System.nanoTime();
      Git.wrap(objects).gc().setProgressMonitor(new UntilClosed()).call();
      long took = System.nanoTime() - began;
      restsUntil = System.nanoTime() + REST * took;
      LOG.debug("tidied {} in {}", folder, Duration.ofNanos(took));
    } catch (GitAPIException | RuntimeException e) {
      restsUntil = System.nanoTime() + Duration.ofMinutes(10).toNanos();
      if (!closed) {
        LOG.warn(
            "the local copy of a repository in {} cannot be tidied: {}; it works on and grows, and is"
                + " tried again in 10 minutes",
            folder,
            e.getMessage());
      }
    } finally {
      turn.release();
    }
  }

  /** Waits for what is being tidied, which gives up soon; nothing is tidied from now on. */
  @Override
  public void close() {
    closed = true;
    turn.acquireUninterruptibly();
  }

  private final class UntilClosed extends EmptyProgressMonitor {
    @Override
    public boolean isCancelled() {
      return closed;
    }
  }
}
