package dev.kilter.engine.health;

import static dev.kilter.engine.health.Observed.number;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;

/** apps/DaemonSet; OnDelete counts as done. */
final class DaemonSetHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    if (Observed.stale(live)) {
      return progressing(
          "Waiting for rollout to finish: observed daemon set generation less than desired"
              + " generation");
    }
    long wanted = number(live, "status", "desiredNumberScheduled");
    long updated = number(live, "status", "updatedNumberScheduled");
    long available = number(live, "status", "numberAvailable");
    if (live.text("spec", "updateStrategy", "type").orElse("").equals("OnDelete")) {
      return healthy("daemon set " + updated + " out of " + wanted + " new pods have been updated");
    }
    if (updated < wanted) {
      return waiting(live, updated + " out of " + wanted + " new pods have been updated...");
    }
    if (available < wanted) {
      return waiting(live, available + " of " + wanted + " updated pods are available...");
    }
    return Health.HEALTHY;
  }

  private static Health waiting(Manifest live, String what) {
    return progressing("Waiting for daemon set \"" + live.name() + "\" rollout to finish: " + what);
  }
}
