package dev.kilter.render.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of one run, which goes with it. Programs are told of no other. */
public final class Scratch implements AutoCloseable {
  private final Path folder;

  Scratch(Path folder) throws IOException {
    this.folder = folder;
    for (String name : List.of("home", "tmp", "input", "none")) {
      Files.createDirectory(folder.resolve(name));
    }
  }

  Path folder() {
    return folder;
  }

  /** What the program works on; empty at first. */
  public Path input() {
    return folder.resolve("input");
  }

  /** What stands for the user's home: configuration and caches of programs. */
  public Path home() {
    return folder.resolve("home");
  }

  /** Beside the input: the files of another repository. */
  public Path remote(int number) {
    return folder.resolve("remote-" + number);
  }

  /** Beside the input: its files in one. */
  public Path archive() {
    return folder.resolve("source.tgz");
  }

  Path temporary() {
    return folder.resolve("tmp");
  }

  /** The search path of programs: nothing. */
  Path empty() {
    return folder.resolve("none");
  }

  /** The text without the paths of this folder, which mean nothing to anybody. */
  public String withoutPaths(String text) {
    return text.replace(input() + "/", "")
        .replace(input().toString(), ".")
        .replace(folder + "/", "");
  }

  @Override
  public void close() {
    try {
      Leftovers.clear(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of a render cannot be removed", e);
    }
  }
}
