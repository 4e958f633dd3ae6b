package dev.kilter.engine.sync;

import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.cluster.LiveResource;
import java.util.Optional;

/** Whether what was applied has met its gate: healthy, or for a hook at its end. */
final class Gates {
  private Gates() {}

  /** The run after looking at the live state of each task, as far as that is believed. */
  static SyncRun judged(SyncRun run, Tasks running) {
    SyncRun judged = run;
    for (Task task : running.ordered()) {
      if (Unseen.isUnseen(task, run)) {
        continue;
      }
      judged =
          task.live().isEmpty()
              ? Unseen.missing(judged, task)
              : judged(judged, task, task.live().flatMap(LiveResource::health));
    }
    return judged;
  }

  private static SyncRun judged(SyncRun run, Task task, Optional<Health> health) {
    HookPhase phase = task.hook() ? ofHook(health) : ofObject(health);
    if (phase == HookPhase.Running && !task.hook()) {
      return run;
    }
    String unspoken = task.hook() ? task.key().name() + " created" : "";
    return Results.move(run, task, phase, health.map(Health::message).orElse(unspoken));
  }

  private static HookPhase ofHook(Optional<Health> health) {
    return switch (health.map(Health::status).orElse(HealthStatus.Healthy)) {
      case Healthy, Missing -> HookPhase.Succeeded;
      case Progressing, Suspended -> HookPhase.Running;
      case Degraded, Unknown -> HookPhase.Failed;
    };
  }

  private static HookPhase ofObject(Optional<Health> health) {
    return switch (health.map(Health::status).orElse(HealthStatus.Healthy)) {
      case Healthy -> HookPhase.Succeeded;
      case Degraded -> HookPhase.Failed;
      case Progressing, Suspended, Missing, Unknown -> HookPhase.Running;
    };
  }
}
