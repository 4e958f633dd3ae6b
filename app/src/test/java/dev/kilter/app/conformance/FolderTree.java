package dev.kilter.app.conformance;

import dev.kilter.model.manifest.Digest;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of this machine in the place of a commit, read as it is asked for. */
final class FolderTree implements SourceTree {
  private static final int MAX_LINKS = 40;
  private final Path root;

  FolderTree(Path root) {
    this.root = root;
  }

  @Override
  public String commit() {
    return "0".repeat(40);
  }

  @Override
  public Optional<String> objectId(String path) {
    List<String> hops = hops(path);
    Path file = root.resolve(hops.getLast());
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file)) {
      return Optional.empty();
    }
    byte[] content =
        Files.isDirectory(file) ? file.toString().getBytes(StandardCharsets.UTF_8) : bytes(file);
    return Optional.of(Digest.ofBytes(content).toString());
  }

  @Override
  public List<Entry> list(String folder) {
    Path place = root.resolve(hops(folder).getLast());
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(place)) {
      return children
          .map(child -> new Entry(String.valueOf(child.getFileName()), type(child), ""))
          .sorted(Comparator.comparing(Entry::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry.Type type(Path child) {
    if (Files.isSymbolicLink(child)) {
      return Entry.Type.LINK;
    }
    return Files.isDirectory(child) ? Entry.Type.FOLDER : Entry.Type.FILE;
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    Path file = root.resolve(hops(path).getLast());
    if (Files.isSymbolicLink(file)) {
      throw new SourceTreeException(path, Reason.OUTSIDE, path + " is a link out of the tree");
    }
    if (!Files.isRegularFile(file)) {
      boolean folder = Files.isDirectory(file);
      throw new SourceTreeException(
          path,
          folder ? Reason.NOT_A_FILE : Reason.MISSING,
          path + (folder ? " is a folder" : " is not there"));
    }
    byte[] content = bytes(file);
    if (content.length > maxBytes) {
      throw new SourceTreeException(
          path, Reason.TOO_LARGE, path + " is larger than " + maxBytes + " bytes");
    }
    return content;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends at a link where that leaves the tree. */
  @Override
  public List<String> hops(String path) {
    List<String> hops = new ArrayList<>(List.of(path));
    while (hops.size() < MAX_LINKS) {
      Optional<String> next = next(hops.getLast());
      if (next.isEmpty()) {
        return hops;
      }
      hops.add(next.get());
    }
    return hops;
  }

  /** The path with its first link resolved. */
  private Optional<String> next(String path) {
    Path reached = root;
    Path steps = Path.of(path);
    for (int i = 0; i < steps.getNameCount() && !path.isEmpty(); i++) {
      reached = reached.resolve(steps.getName(i));
      if (Files.isSymbolicLink(reached)) {
        Path rest =
            i + 1 < steps.getNameCount() ? steps.subpath(i + 1, steps.getNameCount()) : Path.of("");
        Path target = target(reached).resolve(rest).normalize();
        return target.startsWith(root)
            ? Optional.of(root.relativize(target).toString())
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Path target(Path link) {
    try {
      return link.resolveSibling(Files.readSymbolicLink(link)).normalize();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
