package dev.kilter.control.write;

import dev.kilter.control.message.Command;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.EventRecorder.Event;
import dev.kilter.model.store.EventRecorder.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Events about a status that changed, with Argo CD's reason and words (appcontroller.go,
 * persistAppStatus). Argo CD tells every change; what a sync or its rollout explains is left out
 * here, so that a quiet sync leaves its two Events and no more (design 2.11).
 */
public final class StatusEvents {
  private static final String REASON = "ResourceUpdated";

  /** A rollout goes from one of these … */
  private static final Set<HealthStatus> NOT_YET =
      Set.of(HealthStatus.Missing, HealthStatus.Progressing, HealthStatus.Healthy);

  /** … to one of these. */
  private static final Set<HealthStatus> ON_THE_WAY =
      Set.of(HealthStatus.Progressing, HealthStatus.Healthy);

  private final Outgoing out;
  private final Map<ApplicationId, Application> read = new HashMap<>();

  public StatusEvents(Outgoing out) {
    this.out = out;
  }

  /** Remembers what a status is written over: the watch may tell of the write before its answer. */
  public void sending(Command command) {
    switch (command) {
      case Command.WriteStatus write -> read.put(write.read().id(), write.read());
      case Command.SaveOperationState save -> read.put(save.read().id(), save.read());
      default -> {}
    }
  }

  /** A status was written, or could not be. */
  public void written(ApplicationId id, Result<Application> result) {
    Application before = read.remove(id);
    if (before != null && result instanceof Result.Success<Application>(var after)) {
      between(before, after).forEach(event -> out.add(new Command.RecordEvent(after, event)));
    }
  }

  public void forget(ApplicationId id) {
    read.remove(id);
  }

  private static List<Event> between(Application before, Application after) {
    List<Event> events = new ArrayList<>();
    boolean explained = explained(before, after);
    Optional<SyncStatus> sync = before.status().sync().status();
    Optional<SyncStatus> nextSync = after.status().sync().status();
    if (!explained && sync.isPresent() && !sync.equals(nextSync)) {
      events.add(event("Updated sync status: " + word(sync) + " -> " + word(nextSync)));
    }
    Optional<HealthStatus> health = health(before.status());
    Optional<HealthStatus> nextHealth = health(after.status());
    boolean rollout =
        health.filter(NOT_YET::contains).isPresent()
            && nextHealth.filter(ON_THE_WAY::contains).isPresent();
    if (health.isPresent() && !health.equals(nextHealth) && !rollout) {
      events.add(
          event(
              "Updated health status: "
                  + word(health)
                  + " -> "
                  + word(nextHealth)
                  + message(after.status())));
    }
    return events;
  }

  /** An operation runs, or ended since the last look. */
  private static boolean explained(Application before, Application after) {
    Optional<Instant> looked = before.status().reconciledAt();
    return after.operation().isPresent()
        || after
            .status()
            .operationState()
            .flatMap(state -> state.finishedAt())
            .filter(end -> looked.filter(at -> !end.isAfter(at)).isEmpty())
            .isPresent();
  }

  private static Optional<HealthStatus> health(ApplicationStatus status) {
    return status.health().map(found -> found.health().status());
  }

  private static String message(ApplicationStatus status) {
    return status
        .health()
        .map(found -> found.health().message())
        .filter(text -> !text.isEmpty())
        .map(text -> " (" + text + ")")
        .orElse("");
  }

  private static String word(Optional<? extends Enum<?>> status) {
    return status.map(Enum::name).orElse("");
  }

  private static Event event(String message) {
    return new Event(Severity.Normal, REASON, message);
  }
}
