package dev.kilter.engine.health;

import static dev.kilter.engine.health.Observed.number;
import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;
import java.util.Optional;

/** apps/ReplicaSet. */
final class ReplicaSetHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    if (Observed.stale(live)) {
      return progressing(
          "Waiting for rollout to finish: observed replica set generation less than desired"
              + " generation");
    }
    Optional<StatusCondition> failure =
        StatusCondition.find(live, "ReplicaFailure").filter(StatusCondition::isTrue);
    if (failure.isPresent()) {
      return degraded(failure.get().message());
    }
    long wanted = number(live, "spec", "replicas");
    long available = number(live, "status", "availableReplicas");
    return available < wanted
        ? progressing(
            "Waiting for rollout to finish: "
                + available
                + " out of "
                + wanted
                + " new replicas are available...")
        : Health.HEALTHY;
  }
}
