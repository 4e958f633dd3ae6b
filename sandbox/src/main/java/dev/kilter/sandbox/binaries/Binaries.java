package dev.kilter.sandbox.binaries;

import dev.kilter.sandbox.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the programs of the control plane: the folder that the user names, the cache, then each
 * source in turn, whose result goes into the cache in one step. Only one process fetches at a time;
 * others wait and use its result.
 */
public final class Binaries {
  private final Path cache;
  private final List<BinarySource> sources;

  Binaries(Path cache, List<BinarySource> sources) {
    this.cache = cache;
    this.sources = List.copyOf(sources);
  }

  /** The usual order: {@code ~/.cache/kilter/sandbox}, official downloads, a build through Go. */
  public static Binaries standard() {
    var cache = Path.of(System.getProperty("user.home"), ".cache", "kilter", "sandbox");
    return new Binaries(
        cache.resolve(Release.KUBERNETES),
        List.of(Download.official(Platform.current()), GoBuild.fromPath()));
  }

  /**
   * The programs, fetched where need be.
   *
   * @throws IOException naming each way that failed and why
   */
  public Programs resolve(Optional<Path> named, Progress progress) throws IOException {
    var failures = new ArrayList<String>();
    if (named.isPresent()) {
      var programs = new Programs(named.get().toAbsolutePath());
      if (programs.missing().isEmpty()) {
        return programs;
      }
      var failure = "folder " + programs.folder() + ": " + lacks(programs);
      progress.line(failure + "; looking elsewhere");
      failures.add(failure);
    }
    var cached = new Programs(cache);
    if (cached.missing().isEmpty()) {
      return cached;
    }
    failures.add("cache " + cache + ": " + lacks(cached));
    Files.createDirectories(cache.getParent());
    try (var _ = CacheLock.acquire(lockFile(), progress)) {
      return cached.missing().isEmpty() ? cached : fetch(failures, progress);
    }
  }

  private Path lockFile() {
    return cache.resolveSibling("." + cache.getFileName() + ".lock");
  }

  private Programs fetch(List<String> failures, Progress progress) throws IOException {
    for (var source : sources) {
      var staging = Files.createTempDirectory(cache.getParent(), ".fetch-");
      try {
        progress.line("getting the control plane " + Release.KUBERNETES + ": " + source.name());
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
        "no way to get the control plane's programs worked:\n  - "
            + String.join("\n  - ", failures)
            + "\nName a folder that holds "
            + String.join(", ", Programs.NAMES)
            + " in KILTER_SANDBOX_BIN, or make one of the ways above work, then try again.");
  }

  private Programs publish(Path staging) throws IOException {
    var fetched = new Programs(staging);
    if (!fetched.missing().isEmpty()) {
      throw new IOException("it ended without an error, but " + lacks(fetched));
    }
    if (Files.exists(cache)) {
      Trees.delete(cache);
    }
    Files.move(staging, cache, StandardCopyOption.ATOMIC_MOVE);
    return new Programs(cache);
  }

  private static String lacks(Programs programs) {
    return Files.isDirectory(programs.folder())
        ? "it lacks " + String.join(", ", programs.missing())
        : "there is no such folder";
  }
}
