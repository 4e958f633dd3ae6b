package dev.kilter.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real repository in a folder; commits land on {@code main}. */
final class GitRepository {
  private final Path folder;

  GitRepository(Path folder) {
    this.folder = folder;
    git("init -q -b main .");
    git("config user.name Ana");
    git("config user.email ana@shop.example");
  }

  String url() {
    return folder.toUri().toString().replaceFirst("^file:/+", "file:///").replaceAll("/$", "");
  }

  GitRepository write(String file, String content) {
    try {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.writeString(target, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GitRepository remove(String file) {
    git("rm -q " + file);
    return this;
  }

  /** The new commit's SHA. */
  String commit(String message) {
    git("add -A");
    git("commit -q -m '" + message + "'");
    return head();
  }

  String head() {
    return Program.shell(folder, Map.of(), "git rev-parse HEAD").expect(0).out().strip();
  }

  void git(String words) {
    Program.shell(folder, Map.of(), "git " + words).expect(0);
  }
}
