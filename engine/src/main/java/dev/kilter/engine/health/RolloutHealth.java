package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;
import static dev.kilter.engine.health.Verdict.suspended;
import static dev.kilter.engine.health.Verdict.unknown;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;
import java.util.Optional;

/** argoproj.io/Rollout since its 1.0, which records phase and message itself. */
final class RolloutHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    if (stale(live)) {
      return progressing("Waiting for rollout spec update to be observed");
    }
    Optional<StatusCondition> invalid = StatusCondition.find(live, "InvalidSpec");
    if (invalid.isPresent()) {
      return degraded(invalid.get().message());
    }
    String message = live.text("status", "message").orElse("");
    return switch (live.text("status", "phase").orElse("")) {
      case "Paused" -> suspended(message);
      case "Healthy" -> healthy(message);
      case "Progressing", "" -> progressing(message);
      case "Degraded" -> degraded(message);
      default -> unknown(message);
    };
  }

  /** Its observedGeneration is a string. */
  private static boolean stale(Manifest live) {
    Optional<Long> generation = live.integer("metadata", "generation");
    Optional<String> observed = live.text("status", "observedGeneration");
    return generation.isPresent()
        && observed.isPresent()
        && !observed.get().equals(generation.get().toString());
  }
}
