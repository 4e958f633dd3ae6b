package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;
import java.util.Optional;

/** batch/CronJob: degraded only where its last execution is known to have failed. */
final class CronJobHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    if (live.flag("spec", "suspend").orElse(false)) {
      return healthy("CronJob is Suspended");
    }
    if (live.at("status").isEmpty()) {
      return progressing("Waiting for CronJob");
    }
    Optional<String> scheduled = live.text("status", "lastScheduleTime");
    if (scheduled.isEmpty()) {
      return healthy("CronJob has not been scheduled yet");
    }
    Optional<String> succeeded = live.text("status", "lastSuccessfulTime");
    if (succeeded.isEmpty()) {
      return healthy("The Cronjob never completed succesfully. It may not be healthy");
    }
    if (!live.list("status", "active").isEmpty()) {
      return healthy("The job is running. Its last execution may not have been successful");
    }
    return succeeded.get().compareTo(scheduled.get()) < 0
        ? degraded("CronJob has not completed its last execution successfully")
        : healthy("CronJob has completed its last execution successfully");
  }
}
