package dev.kilter.binaries;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Held by whoever fetches programs into the cache; the system frees it when its holder dies. */
final class CacheLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final FileChannel channel;

  private CacheLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until nobody else holds the lock, telling so once. */
  static CacheLock acquire(Path file, String title, Progress progress) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean told = false;
    while (tryLock(channel) == null) {
      if (!told) {
        progress.line("another process is getting " + title + " already; waiting for it");
        told = true;
      }
      pause(channel);
    }
    return new CacheLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // another thread of this JVM holds it
    }
  }

  private static void pause(FileChannel channel) throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another process fills the cache");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
