package dev.kilter.app.runtime;

import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Condition;
import dev.kilter.model.store.EventRecorder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What happens to applications, one line each, with the application's fields. */
final class Chronicle {
  private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

  private Chronicle() {}

  static void event(Application about, EventRecorder.Event event) {
    boolean operation = event.reason().startsWith("Operation");
    line(
            event.severity() == EventRecorder.Severity.Warning,
            operation ? LogFields.ofOperation(about) : LogFields.of(about))
        .addKeyValue("reason", event.reason())
        .log("{}: {}", event.reason(), event.message());
  }

  /** What is new since the snapshot before. */
  static void moved(Optional<ApplicationSnapshot> before, ApplicationSnapshot after) {
    intentions(before.map(ApplicationSnapshot::wouldDo).orElse(List.of()), after);
    before.ifPresent(earlier -> moved(earlier.application().status(), after.application()));
  }

  /** An observer's answer to what it would do, once for each that is new. */
  private static void intentions(List<String> before, ApplicationSnapshot after) {
    Application application = after.application();
    after.wouldDo().stream()
        .filter(intention -> !before.contains(intention))
        .forEach(intention ->
            about(application, false)
                .log("observing {}: it would {}", application.id(), intention));
  }

  private static void moved(ApplicationStatus before, Application application) {
    ApplicationStatus after = application.status();
    String sync = word(before.sync().status());
    if (!sync.equals(word(after.sync().status()))) {
      about(application, false).log("Sync status: {} -> {}", sync, word(after.sync().status()));
    }
    String health = word(before.health().map(found -> found.health().status()));
    String now = word(after.health().map(found -> found.health().status()));
    if (!health.equals(now)) {
      about(application, false).log("Health status: {} -> {}", health, now);
    }
    after.conditions().stream()
        .filter(condition -> before.conditions().stream().noneMatch(it -> same(it, condition)))
        .forEach(condition ->
            about(application, true).log("{}: {}", condition.type(), condition.message()));
  }

  private static boolean same(Condition left, Condition right) {
    return left.type() == right.type() && left.message().equals(right.message());
  }

  private static String word(Optional<? extends Enum<?>> status) {
    return status.map(Enum::name).orElse("Unknown");
  }

  private static LoggingEventBuilder about(Application application, boolean warning) {
    return line(warning, LogFields.of(application));
  }

  private static LoggingEventBuilder line(boolean warning, Map<String, String> fields) {
    LoggingEventBuilder line = warning ? LOG.atWarn() : LOG.atInfo();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      line = line.addKeyValue(field.getKey(), field.getValue());
    }
    return line;
  }
}
