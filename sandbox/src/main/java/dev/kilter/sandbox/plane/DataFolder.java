package dev.kilter.sandbox.plane;

import dev.kilter.binaries.Trees;
import dev.kilter.sandbox.process.PidFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Everything that one sandbox keeps on disk, locked while the sandbox runs. */
public final class DataFolder implements AutoCloseable {
  private static final String MARKER = "sandbox.lock";
  private static final String TEMPORARY = "kilter-sandbox-";

  /** Time enough to look into the logs of a sandbox that did not start. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final Path root;
  private final FileChannel lock;

  private DataFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Opens the folder for this process alone and ends what a former run may have left running. */
  public static DataFolder open(Path root) throws IOException {
    Files.createDirectories(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    var channel =
        FileChannel.open(root.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException(
          "another sandbox is running on " + root + "; stop it or name another data folder");
    }
    var folder = new DataFolder(root, channel);
    for (var path : List.of(folder.pki(), folder.logs(), folder.run())) {
      Files.createDirectories(path);
    }
    PidFile.sweep(folder.run());
    return folder;
  }

  /**
   * A new folder for a sandbox of which nothing is to stay. Those that killed sandboxes have left
   * go first.
   */
  public static DataFolder temporary() throws IOException {
    var parent = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> candidates;
    try (var entries = Files.newDirectoryStream(parent, TEMPORARY + "*")) {
      candidates = StreamSupport.stream(entries.spliterator(), false).toList();
    }
    for (var candidate : candidates) {
      removeAbandoned(candidate);
    }
    return open(Files.createTempDirectory(parent, TEMPORARY));
  }

  private static void removeAbandoned(Path root) throws IOException {
    var lock = root.resolve(MARKER);
    var longAgo = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
    if (!Files.exists(lock) || Files.getLastModifiedTime(lock).compareTo(longAgo) > 0) {
      return;
    }
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (tryLock(channel) != null) {
        PidFile.sweep(root.resolve("run"));
        Trees.delete(root);
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // another sandbox of this JVM holds it
    }
  }

  /** Deletes what the sandbox has stored; only its own folders and files, never a stranger's. */
  public void reset() throws IOException {
    for (var path : List.of(etcd(), pki(), logs(), kubeconfig(), ports())) {
      Trees.delete(path);
    }
    Files.createDirectories(pki());
    Files.createDirectories(logs());
  }

  /** Releases the folder and removes it with all it holds. */
  public void closeAndDelete() throws IOException {
    close();
    Trees.delete(root);
  }

  public Path root() {
    return root;
  }

  public Path kubeconfig() {
    return root.resolve("kubeconfig");
  }

  Path etcd() {
    return root.resolve("etcd");
  }

  Path pki() {
    return root.resolve("pki");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path run() {
    return root.resolve("run");
  }

  Path ports() {
    return root.resolve("ports");
  }

  Path log(String program) {
    return logs().resolve(program + ".log");
  }

  PidFile pidFile(String program) {
    return new PidFile(run().resolve(program + ".pid"));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
