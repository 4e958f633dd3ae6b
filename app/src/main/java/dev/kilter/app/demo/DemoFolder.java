package dev.kilter.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a demo keeps what it makes; {@code --reset} clears all of it. */
public record DemoFolder(Path root) {
  /** State of the local control plane. */
  public Path cluster() {
    return root.resolve("cluster");
  }

  /** The bare repository that applications point at. */
  public Path repository() {
    return root.resolve("shop.git");
  }

  /** The user's clone of it. */
  public Path checkout() {
    return root.resolve("shop");
  }

  /** Fetched repositories; may vanish. */
  public Path cache() {
    return root.resolve("cache");
  }

  /** {@code kilter} and {@code kubectl}, for the user's PATH. */
  public Path bin() {
    return root.resolve("bin");
  }

  /** To be sourced by the user's shell. */
  public Path environment() {
    return root.resolve("env");
  }

  /** The repository as an Application writes it. */
  public String repoUrl() {
    return repository()
        .toUri()
        .toString()
        .replaceFirst("^file:/+", "file:///")
        .replaceAll("/$", "");
  }

  void clear() throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(DemoFolder::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear the demo's folder: " + file, e);
    }
  }
}
