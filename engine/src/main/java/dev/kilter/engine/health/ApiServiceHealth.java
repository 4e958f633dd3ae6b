package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;

/** apiregistration.k8s.io/APIService. */
final class ApiServiceHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    return StatusCondition.find(live, "Available")
        .map(ApiServiceHealth::of)
        .orElseGet(() -> progressing("Waiting to be processed"));
  }

  private static Health of(StatusCondition available) {
    String message = available.reason() + ": " + available.message();
    return available.isTrue() ? healthy(message) : progressing(message);
  }
}
