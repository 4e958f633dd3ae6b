package dev.kilter.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.model.settings.Settings.LogFormat;
import dev.kilter.model.settings.Settings.LogLevel;
import dev.kilter.model.settings.Settings.Telemetry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {
  private static final Logger LOG = LoggerFactory.getLogger("dev.kilter.some.Place");

  @Test
  void textCarriesTheFieldsOfTheThreadAndOfTheEvent() {
    String line = lines(LogFormat.TEXT, LoggingTest::speak).getFirst();

    assertThat(line.substring(line.indexOf("INFO")))
        .isEqualTo("INFO  Place synced a thing application=web project=a revision=\"1, 2\"");
  }

  @Test
  void jsonIsFlatWithArgoCdsNames() {
    String line = lines(LogFormat.JSON, LoggingTest::speak).getFirst();

    Map<String, Object> fields =
        new LinkedHashMap<>(Json.object(line.getBytes(StandardCharsets.UTF_8)));
    assertThat(fields.remove("time")).asString().endsWith("Z");
    assertThat(Json.text(fields))
        .isEqualTo(
            "{\"level\":\"info\",\"msg\":\"synced a thing\",\"logger\":\"Place\",\"application\":\"web\",\"project\":\"a\",\"revision\":\"1, 2\"}");
  }

  @Test
  void aDefectShowsItsTrace() {
    for (LogFormat format : LogFormat.values()) {
      assertThat(
              String.join(
                  "\n", lines(format, () -> LOG.error("lost", new IllegalStateException("why")))))
          .contains("IllegalStateException: why", "LoggingTest");
    }
  }

  @Test
  void theSettingsHoldWhereTheCommandLineSaysNothing() {
    Logging open = new Logging(Optional.empty(), Optional.empty());
    Logging pinned = new Logging(Optional.empty(), Optional.of(LogLevel.ERROR));
    Telemetry debug =
        new Telemetry(
            Optional.of(LogLevel.DEBUG), Optional.of(LogFormat.JSON), List.of(), List.of());

    assertThat(linesOf(open, Telemetry.NONE, () -> LOG.debug("a"))).isEmpty();
    assertThat(linesOf(open, debug, () -> LOG.debug("a")).getFirst()).startsWith("{");
    assertThat(linesOf(pinned, debug, () -> LOG.warn("a"))).isEmpty();
  }

  private static void speak() {
    MDC.put("application", "web");
    try {
      LOG.atInfo()
          .addKeyValue("project", "a")
          .addKeyValue("revision", "1, 2")
          .log("synced {}", "a thing");
    } finally {
      MDC.remove("application");
    }
  }

  private static List<String> lines(LogFormat format, Runnable work) {
    return linesOf(new Logging(Optional.of(format), Optional.empty()), Telemetry.NONE, work);
  }

  private static List<String> linesOf(Logging logging, Telemetry telemetry, Runnable work) {
    try (StandardError error = new StandardError()) {
      logging.configure(telemetry);
      work.run();
      return error.lines();
    }
  }
}
