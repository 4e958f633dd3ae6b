package dev.kilter.git.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a process that was killed leaves in the folder of stores: half-written packs and objects,
 * locks that nobody holds, stores that were never finished. JGit cleans up only what it outlives.
 * Another process may be at work here, so what is young stays.
 */
final class Leftovers {
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
  private static final String ASIDE = ".new";
  private static final Pattern UNFINISHED =
      Pattern.compile(".+\\.lock|(incoming_|insert_|gc_).+|commit_.+_tmp|noz.+\\.tmp");

  private Leftovers() {}

  /** Where to make a store before it is moved to its place. */
  static Path aside(Path store) throws IOException {
    Path folder = Files.createDirectories(store.getParent());
    return Files.createTempDirectory(folder, store.getFileName() + ASIDE);
  }

  /** Removes what was never finished within a store. */
  static void sweep(Path store, Instant now) throws IOException {
    remove(store, file -> unfinished(file) && abandoned(file, now));
  }

  /** Removes what was begun aside and never moved to its place. */
  static void sweepAside(Path folder, Instant now) throws IOException {
    List<Path> begun;
    try (Stream<Path> children = Files.list(folder)) {
      begun =
          children
              .filter(child -> child.getFileName().toString().contains(ASIDE))
              .filter(child -> abandoned(child, now))
              .toList();
    }
    for (Path child : begun) {
      clear(child);
    }
  }

  /** Removes a folder, if there is one, and everything in it. */
  static void clear(Path folder) throws IOException {
    remove(folder, _ -> true);
  }

  private static boolean unfinished(Path file) {
    return !Files.isDirectory(file) && UNFINISHED.matcher(file.getFileName().toString()).matches();
  }

  private static boolean abandoned(Path file, Instant now) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(ABANDONED_AFTER));
    } catch (IOException e) {
      return false; // it has just gone
    }
  }

  private static void remove(Path top, Predicate<Path> which) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return deleted(file);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            return deleted(folder);
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // it has just gone
          }

          private FileVisitResult deleted(Path file) throws IOException {
            if (which.test(file)) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
