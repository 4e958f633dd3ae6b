package dev.kilter.app.demo;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.store.ApplicationStore;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** Prints what changes, one line a change, and what to try once all is well. */
final class DemoScreen implements ApplicationStore.Listener {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int APPLICATIONS = 3;
  private static final int BRIEF_SHA = 7;

  private final PrintStream out;
  private final String toTry;
  private final Map<ApplicationId, String> shown = new HashMap<>();
  private final Map<ApplicationId, Boolean> well = new HashMap<>();
  private boolean told;

  DemoScreen(PrintStream out, String toTry) {
    this.out = out;
    this.toTry = toTry;
  }

  @Override
  public synchronized void upserted(Application application) {
    String line = line(application);
    if (!line.equals(shown.put(application.id(), line))) {
      print(line);
    }
    well.put(application.id(), isWell(application.status()));
    if (!told && well.size() == APPLICATIONS && !well.containsValue(false)) {
      told = true;
      out.println("\nThe shop is open. Three things to try.\n");
      out.println(toTry);
      out.println("Ctrl-C stops everything.\n");
    }
  }

  @Override
  public synchronized void removed(ApplicationId id) {
    shown.remove(id);
    well.remove(id);
    print(id.name() + " is gone");
  }

  @Override
  public void synced() {
    // the first listing is printed like every change
  }

  private void print(String line) {
    out.println(LocalTime.now(ZoneId.systemDefault()).format(CLOCK) + "  " + line);
  }

  private static boolean isWell(ApplicationStatus status) {
    return status.sync().status().filter(SyncStatus.Synced::equals).isPresent()
        && status
            .health()
            .filter(health -> health.health().status() == HealthStatus.Healthy)
            .isPresent();
  }

  private static String line(Application application) {
    ApplicationStatus status = application.status();
    String revision =
        status.sync().revisions().stream().findFirst().map(DemoScreen::brief).orElse("");
    String line =
        "%-7s %-9s %-11s %-7s"
            .formatted(
                application.id().name(),
                status.sync().status().map(Enum::name).orElse("new"),
                status.health().map(health -> health.health().status().name()).orElse(""),
                revision);
    String health = status.health().map(it -> it.health().message()).orElse("");
    String syncing =
        status
            .operationState()
            .filter(state -> !state.phase().completed())
            .map(state -> "syncing: " + state.message())
            .orElse("");
    return (line + "  " + (syncing.isEmpty() ? health : syncing)).stripTrailing();
  }

  private static String brief(String sha) {
    return sha.length() > BRIEF_SHA ? sha.substring(0, BRIEF_SHA) : sha;
  }
}
