package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;
import static dev.kilter.engine.health.Verdict.suspended;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;

/**
 * batch/Job. Whether a Failed or Complete condition is True is not looked at, and any Suspended
 * condition ends the wait: both as Argo CD does.
 */
final class JobHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    boolean complete = false;
    boolean failed = false;
    boolean isSuspended = false;
    String failure = "";
    String message = "";
    for (StatusCondition condition : StatusCondition.of(live)) {
      switch (condition.type()) {
        case "Failed" -> {
          failed = true;
          complete = true;
          failure = condition.message();
        }
        case "Complete" -> {
          complete = true;
          message = condition.message();
        }
        case "Suspended" -> {
          complete = true;
          message = condition.message();
          isSuspended |= condition.isTrue();
        }
        default -> {
          // other conditions say nothing about the end
        }
      }
    }
    if (!complete) {
      return progressing(message);
    }
    if (failed) {
      return degraded(failure);
    }
    return isSuspended ? suspended(failure) : healthy(message);
  }
}
