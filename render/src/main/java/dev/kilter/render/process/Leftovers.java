package dev.kilter.render.process;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders of runs: named by process id and start time, and removed with all they hold. */
final class Leftovers {
  private static final Pattern NAME = Pattern.compile("run-(\\d{1,18})-(\\d{1,18})-.*");

  /** The kernel's start times are derived from a boot time that may be corrected a little. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  /** A process that was just killed may still finish a write. */
  private static final int TRIES = 5;

  private Leftovers() {}

  static String prefix(ProcessHandle process) {
    return "run-"
        + process.pid()
        + "-"
        + started(process).orElse(Instant.EPOCH).toEpochMilli()
        + "-";
  }

  /** Removes the folders of processes that no longer run; a later one may have the same id. */
  static void sweep(Path root) throws IOException {
    List<Path> folders;
    try (Stream<Path> children = Files.list(root)) {
      folders = children.filter(Leftovers::abandoned).toList();
    }
    for (Path folder : folders) {
      Stragglers.end(folder);
      clear(folder);
    }
  }

  private static boolean abandoned(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    Instant started = Instant.ofEpochMilli(Long.parseLong(name.group(2)));
    return ProcessHandle.of(Long.parseLong(name.group(1)))
        .flatMap(Leftovers::started)
        .filter(at -> Duration.between(at, started).abs().compareTo(CLOCK_TOLERANCE) <= 0)
        .isEmpty();
  }

  private static Optional<Instant> started(ProcessHandle process) {
    return process.info().startInstant();
  }

  static void clear(Path folder) throws IOException {
    for (int left = TRIES; ; left--) {
      try {
        remove(folder);
        return;
      } catch (DirectoryNotEmptyException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  /** Links are removed, not followed; a folder that its owner closed to itself is opened first. */
  private static void remove(Path top) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            folder.toFile().setExecutable(true);
            folder.toFile().setReadable(true);
            folder.toFile().setWritable(true);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
