package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;

/** PersistentVolumeClaim: its phase says it all. */
final class PersistentVolumeClaimHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    return switch (live.text("status", "phase").orElse("")) {
      case "Bound" -> Health.HEALTHY;
      case "Pending" -> progressing("");
      case "Lost" -> degraded("");
      default -> Health.UNKNOWN;
    };
  }
}
