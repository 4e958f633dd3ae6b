package dev.kilter.binaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the programs of a release: the folder that the user names, the cache, then each source in
 * turn, whose result goes into the cache in one step. Only one process fetches at a time; others
 * wait and use its result.
 */
public final class Binaries {
  private final Release release;
  private final List<BinarySource> sources;

  Binaries(Release release, List<BinarySource> sources) {
    this.release = release;
    this.sources = List.copyOf(sources);
  }

  /** The usual order: the cache, official downloads, a build through Go. */
  public static Binaries of(Release release) {
    return new Binaries(
        release, List.of(new Download(release, Platform.current()), GoBuild.fromPath(release)));
  }

  /** The folder with the programs, if nothing must be fetched for it. */
  public Optional<Path> present() {
    return Optional.of(release.cache()).filter(folder -> release.missing(folder).isEmpty());
  }

  /**
   * The folder with the programs, fetched where need be.
   *
   * @throws IOException naming each way that failed and why
   */
  public Path resolve(Optional<Path> named, Progress progress) throws IOException {
    var failures = new ArrayList<String>();
    if (named.isPresent()) {
      var folder = named.get().toAbsolutePath();
      if (release.missing(folder).isEmpty()) {
        return folder;
      }
      var failure = "folder " + folder + ": " + lacks(folder);
      progress.line(failure + "; looking elsewhere");
      failures.add(failure);
    }
    var cache = release.cache();
    if (release.missing(cache).isEmpty()) {
      return cache;
    }
    failures.add("cache " + cache + ": " + lacks(cache));
    Files.createDirectories(cache.resolveSibling("."));
    try (var _ = CacheLock.acquire(lockFile(), release.title(), progress)) {
      return release.missing(cache).isEmpty() ? cache : fetch(failures, progress);
    }
  }

  private Path lockFile() {
    return release.cache().resolveSibling("." + release.cache().getFileName() + ".lock");
  }

  private Path fetch(List<String> failures, Progress progress) throws IOException {
    for (var source : sources) {
      var staging = Files.createTempDirectory(release.cache().resolveSibling("."), ".fetch-");
      try {
        progress.line("getting " + release.title() + ": " + source.name());
        source.fetch(staging, progress);
        return publish(staging);
      } catch (IOException e) {
        progress.line(source.name() + " did not work: " + e.getMessage());
        failures.add(source.name() + ": " + e.getMessage());
      } finally {
        Trees.delete(staging);
      }
    }
    throw new IOException(
        "no way to get "
            + release.title()
            + " worked:\n  - "
            + String.join("\n  - ", failures)
            + "\n"
            + release.advice()
            + ", or make one of the ways above work, then try again.");
  }

  private Path publish(Path staging) throws IOException {
    if (!release.missing(staging).isEmpty()) {
      throw new IOException("it ended without an error, but " + lacks(staging));
    }
    Trees.delete(release.cache());
    return Files.move(staging, release.cache(), StandardCopyOption.ATOMIC_MOVE);
  }

  private String lacks(Path folder) {
    return Files.isDirectory(folder)
        ? "it lacks " + String.join(", ", release.missing(folder))
        : "there is no such folder";
  }
}
