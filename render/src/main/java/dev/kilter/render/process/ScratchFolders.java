package dev.kilter.render.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a folder for each run. Their names say which process made them, so that what a killed one
 * left behind is told from what another, running here too, is at work in.
 */
public final class ScratchFolders {
  private final Path root;
  private final String prefix;

  private ScratchFolders(Path root, String prefix) {
    this.root = root;
    this.prefix = prefix;
  }

  /** Opens {@code root}, and clears it of what processes that are gone have left. */
  public static ScratchFolders in(Path root) throws IOException {
    Path folder = Files.createDirectories(root).toRealPath();
    Leftovers.sweep(folder);
    return new ScratchFolders(folder, Leftovers.prefix(ProcessHandle.current()));
  }

  public Scratch make() {
    try {
      return new Scratch(Files.createTempDirectory(root, prefix));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a render can be made in " + root, e);
    }
  }
}
