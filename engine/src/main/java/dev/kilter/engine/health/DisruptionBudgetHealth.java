package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;

/** policy/PodDisruptionBudget; too few pods can be meant, so that alone is no fault. */
final class DisruptionBudgetHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    Health health = progressing("Waiting for status");
    for (StatusCondition condition : StatusCondition.of(live)) {
      String message = "PodDisruptionBudget has " + condition.reason();
      if (condition.isFalse() && !condition.reason().equals("InsufficientPods")) {
        return degraded(message);
      }
      health = healthy(message);
    }
    return health;
  }
}
