package dev.kilter.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The web interface of the packaged program in a real Chromium. The stories are in {@code ui/e2e};
 * each fails for whatever the page itself reports, and for what is not accessible.
 */
class BrowserTest {
  private static final Pattern LOGIN =
      Pattern.compile("In the browser: +(http://\\S+) +as admin, password (\\S+)");

  @Test
  void aBadImageIsNamedAndLeftBehind(@TempDir Path data) {
    Path demo = data.resolve("demo");
    try (Running running =
        Running.start(
            data.resolve("log"),
            List.of(Program.launcher().toString(), "demo", "--data", demo.toString()))) {
      running.awaitText("The shop is open").awaitText("Ctrl-C stops everything.");
      Matcher login = LOGIN.matcher(running.output());
      if (!login.find()) {
        throw new AssertionError("the demo says nothing of a browser:\n" + running.output());
      }
      Path stories = Path.of(System.getProperty("kilter.root"), "ui", "e2e");
      Program.shell(
              stories,
              Map.of(),
              "node bad-image.mjs "
                  + String.join(
                      " ",
                      login.group(1),
                      login.group(2),
                      demo.resolve("shop").toString(),
                      Path.of("target", "screenshots").toAbsolutePath().toString()))
          .expect(0);
      running.end("INT");
    }
  }
}
