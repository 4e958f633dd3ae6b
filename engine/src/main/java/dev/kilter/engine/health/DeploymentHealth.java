package dev.kilter.engine.health;

import static dev.kilter.engine.health.Observed.number;
import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.progressing;
import static dev.kilter.engine.health.Verdict.suspended;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;

/** apps/Deployment, as {@code kubectl rollout status} sees it. */
final class DeploymentHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    if (live.flag("spec", "paused").orElse(false)) {
      return suspended("Deployment is paused");
    }
    if (Observed.stale(live)) {
      return progressing(
          "Waiting for rollout to finish: observed deployment generation less than desired"
              + " generation");
    }
    boolean late =
        StatusCondition.find(live, "Progressing")
            .filter(condition -> condition.reason().equals("ProgressDeadlineExceeded"))
            .isPresent();
    return late
        ? degraded("Deployment \"" + live.name() + "\" exceeded its progress deadline")
        : rollout(live);
  }

  private static Health rollout(Manifest live) {
    long wanted = number(live, "spec", "replicas");
    long replicas = number(live, "status", "replicas");
    long updated = number(live, "status", "updatedReplicas");
    long available = number(live, "status", "availableReplicas");
    if (updated < wanted) {
      return waiting(updated + " out of " + wanted + " new replicas have been updated...");
    }
    if (replicas > updated) {
      return waiting((replicas - updated) + " old replicas are pending termination...");
    }
    if (available < updated) {
      return waiting(available + " of " + updated + " updated replicas are available...");
    }
    return Health.HEALTHY;
  }

  private static Health waiting(String what) {
    return progressing("Waiting for rollout to finish: " + what);
  }
}
