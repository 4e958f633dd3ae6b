package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The web interface of the packaged program in a real Chromium: one browser and one demo for all
 * stories, which are in {@code ui/e2e/stories}. Each fails for whatever the page itself reports; on
 * each screen nothing serious is found by axe, and nothing is wider than its page.
 */
class BrowserTest {
  private static final Path STORIES =
      Path.of(System.getProperty("kilter.root"), "ui", "e2e", "stories.mjs");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Test
  void peopleDoTheirWorkInABrowser(@TempDir Path data) {
    Path pictures = Path.of("target", "screenshots").toAbsolutePath();
    try (Running stories =
        Running.start(
            data.resolve("log"),
            List.of(
                "node",
                STORIES.toString(),
                Program.launcher().toString(),
                data.resolve("demo").toString(),
                pictures.toString()))) {
      assertThat(stories.awaitEnd(PATIENCE)).as(stories::output).isZero();
    }
  }
}
