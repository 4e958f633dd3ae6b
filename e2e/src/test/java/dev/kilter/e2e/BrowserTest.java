package dev.kilter.e2e;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The web interface of the packaged program in a real Chromium. The stories are in {@code ui/e2e};
 * each fails for whatever the page itself reports, and for what is not accessible.
 */
class BrowserTest {
  private static final Path STORIES = Path.of(System.getProperty("kilter.root"), "ui", "e2e");

  @Test
  void aBadImageIsNamedAndLeftBehind(@TempDir Path data) {
    try (OpenDemo demo = OpenDemo.start(data)) {
      Path pictures = Path.of("target", "screenshots").toAbsolutePath();
      String words =
          String.join(
              " ",
              demo.address(),
              demo.password(),
              demo.folder().resolve("shop").toString(),
              pictures.toString());
      Program.shell(STORIES, Map.of(), "node bad-image.mjs " + words).expect(0);
    }
  }
}
