package dev.kilter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text with a file under {@code src/test/resources/golden} of the module under test;
 * {@code -Dupdate=true} writes the file instead, for review in the diff.
 */
public final class Golden {
  private Golden() {}

  /** The name may have folders in it and carries its ending, {@code sync/waves.txt}. */
  public static void check(String name, String text) {
    Path file = Path.of("src", "test", "resources", "golden").resolve(name);
    try {
      if (Boolean.getBoolean("update")) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
      } else if (Files.exists(file)) {
        assertThat(text).describedAs(name).isEqualTo(Files.readString(file));
      } else {
        throw new AssertionError(
            "no golden file " + file + "; make it with -Dupdate=true and read it");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
