package dev.kilter.git.archive;

import dev.kilter.git.cache.Recent;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Archives as they came, on disk, and the last few unpacked, in so many bytes. Each file begins
 * with a digest of its key and content, so that one that is damaged or stands for another is none.
 */
public final class ArchiveCache {
  private static final int PROOF = 32;
  private static final int UNPACKED = 64;
  private static final long UNPACKED_BYTES = 256L * 1024 * 1024;
  private static final int MOST_FILES = 500;

  private final Path folder;
  private final Recent<String, ArchiveTree> unpacked =
      new Recent<>(UNPACKED, UNPACKED_BYTES, ArchiveTree::bytes);

  /** Makes what is to be kept. */
  public interface Unpacking {
    ArchiveTree tree(byte[] archive) throws IOException;
  }

  public ArchiveCache(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** The same for whoever asks with the same credentials, and nobody else. */
  public static String key(Repository repository, String revision) {
    return Digest.of(
            Map.of(
                "url", repository.url(),
                "chart", repository.chart(),
                "project", repository.project(),
                "credentials", repository.credentials(),
                "revision", revision))
        .toString();
  }

  public Optional<ArchiveTree> find(String key, Unpacking unpacking) {
    Optional<ArchiveTree> here = unpacked.get(key);
    if (here.isPresent()) {
      return here;
    }
    try {
      byte[] file = Files.readAllBytes(file(key));
      byte[] archive = Arrays.copyOfRange(file, Math.min(PROOF, file.length), file.length);
      String proof = new String(file, 0, Math.min(PROOF, file.length), StandardCharsets.US_ASCII);
      return proof.equals(proof(key, archive))
          ? Optional.of(kept(key, unpacking.tree(archive)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it is fetched again
    }
  }

  public ArchiveTree keep(String key, byte[] archive, Unpacking unpacking) throws IOException {
    ArchiveTree tree = unpacking.tree(archive);
    Path aside = Files.createTempFile(folder, "", ".new");
    try {
      try (var out = Files.newOutputStream(aside)) {
        out.write(proof(key, archive).getBytes(StandardCharsets.US_ASCII));
        out.write(archive);
      }
      Files.move(aside, file(key), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
    sweep();
    return kept(key, tree);
  }

  private ArchiveTree kept(String key, ArchiveTree tree) {
    unpacked.put(key, tree);
    return tree;
  }

  private void sweep() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted(Comparator.comparingLong(file -> file.toFile().lastModified())).toList();
    }
    for (Path oldest : files.subList(0, Math.max(0, files.size() - MOST_FILES))) {
      Files.deleteIfExists(oldest);
    }
  }

  private Path file(String key) {
    return folder.resolve(Digest.ofBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
  }

  private static String proof(String key, byte[] archive) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(name, name.length + archive.length);
    System.arraycopy(archive, 0, whole, name.length, archive.length);
    return Digest.ofBytes(whole).toString();
  }
}
