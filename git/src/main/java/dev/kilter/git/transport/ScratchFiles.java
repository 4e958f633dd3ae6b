package dev.kilter.git.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files for one run of a program, which only this user can read and which are gone after it. By
 * their folder's name those that a killed process left are swept.
 */
final class ScratchFiles implements AutoCloseable {
  private final Path beside;
  private final List<Path> files = new ArrayList<>();
  private @Nullable Path folder;

  ScratchFiles(Path beside) {
    this.beside = beside;
  }

  Path write(String name, String text) throws IOException {
    Path parent = folder;
    if (parent == null) {
      parent = Files.createTempDirectory(beside.resolve("..").normalize(), "run.new");
      folder = parent;
    }
    Path file = parent.resolve(name);
    var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, own);
    files.add(file);
    return Files.writeString(file, text.replace("\r\n", "\n"));
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    if (folder != null) {
      Files.deleteIfExists(folder);
    }
  }
}
