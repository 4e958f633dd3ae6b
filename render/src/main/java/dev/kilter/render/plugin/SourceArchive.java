package dev.kilter.render.plugin;

import dev.kilter.render.input.Unrenderable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * All files of a source in one file, a compressed tar.
 *
 * @param checksum SHA-256, in hexadecimal
 */
public record SourceArchive(Path file, String checksum) {
  /** Permissions alone: Go makes no folder with the bits of its kind among them. */
  private static final int PROGRAM = 0755;

  private static final int PLAIN = 0644;

  /**
   * Packs a folder of regular files and folders.
   *
   * @param exclusions as of Go's filepath.Match, against the path; a folder goes with all it holds
   */
  static SourceArchive pack(Path root, Set<String> programs, List<String> exclusions, Path file) {
    List<PathMatcher> excluded = exclusions.stream().map(SourceArchive::matcher).toList();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
      try (var tar =
          new TarArchiveOutputStream(
              new GZIPOutputStream(new DigestOutputStream(out, digest)),
              StandardCharsets.UTF_8.name())) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        Packing packing = new Packing(root, programs, excluded, tar);
        Files.walkFileTree(root, packing);
        if (packing.files == 0) {
          throw Unrenderable.file(
              "", 0, "the source has no files for a plugin, or all of them are excluded");
        }
      }
      return new SourceArchive(file, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the source cannot be packed for a plugin: " + e.getMessage(), e);
    }
  }

  /** Braces mean nothing special to Go, and it negates by {@code ^}. */
  private static PathMatcher matcher(String glob) {
    String translated = glob.replaceAll("[{}]", "\\\\$0").replace("[^", "[!");
    return FileSystems.getDefault().getPathMatcher("glob:" + translated);
  }

  private static final class Packing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Set<String> programs;
    private final List<PathMatcher> excluded;
    private final TarArchiveOutputStream tar;
    private int files;

    Packing(
        Path root, Set<String> programs, List<PathMatcher> excluded, TarArchiveOutputStream tar) {
      this.root = root;
      this.programs = programs;
      this.excluded = excluded;
      this.tar = tar;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      if (isExcluded(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      TarArchiveEntry entry = new TarArchiveEntry(name(folder) + "/");
      entry.setMode(PROGRAM);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!isExcluded(file)) {
        TarArchiveEntry entry = new TarArchiveEntry(name(file));
        entry.setSize(attributes.size());
        entry.setMode(programs.contains(name(file)) ? PROGRAM : PLAIN);
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
        files++;
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean isExcluded(Path path) {
      Path relative = root.relativize(path);
      return excluded.stream().anyMatch(glob -> glob.matches(relative));
    }

    private String name(Path path) {
      return root.relativize(path).toString();
    }
  }
}
