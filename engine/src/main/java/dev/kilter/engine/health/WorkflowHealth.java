package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;
import static dev.kilter.engine.health.Verdict.unknown;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;

/** argoproj.io/Workflow. */
final class WorkflowHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    String message = live.text("status", "message").orElse("");
    return switch (live.text("status", "phase").orElse("")) {
      case "", "Pending", "Running" -> progressing(message);
      case "Succeeded" -> healthy(message);
      case "Failed", "Error" -> degraded(message);
      default -> unknown(message);
    };
  }
}
