package dev.kilter.git.lfs;

import dev.kilter.git.archive.Archives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Contents beside the local copy of their repository, proved before use. */
final class LfsCache {
  private final Path folder;

  LfsCache(Path folder) {
    this.folder = folder;
  }

  Optional<byte[]> find(Pointer pointer) throws IOException {
    Path file = file(pointer);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] content = Files.readAllBytes(file);
    if (isOf(pointer, content)) {
      return Optional.of(content);
    }
    Files.deleteIfExists(file);
    return Optional.empty();
  }

  void keep(Pointer pointer, byte[] content) throws IOException {
    Path file = file(pointer);
    Files.createDirectories(file.getParent());
    // By this name the local copy's leftovers are swept.
    Path made = Files.createTempFile(file.getParent(), "incoming_", "");
    try {
      Files.write(made, content);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  static boolean isOf(Pointer pointer, byte[] content) {
    return content.length == pointer.size() && Archives.sha256(content).equals(pointer.oid());
  }

  private Path file(Pointer pointer) {
    return folder.resolve(pointer.oid().substring(0, 2)).resolve(pointer.oid());
  }
}
