package dev.kilter.engine.health;

import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;

/** Short names for the verdicts that the rules give. */
final class Verdict {
  private Verdict() {}

  static Health healthy(String message) {
    return new Health(HealthStatus.Healthy, message);
  }

  static Health progressing(String message) {
    return new Health(HealthStatus.Progressing, message);
  }

  static Health degraded(String message) {
    return new Health(HealthStatus.Degraded, message);
  }

  static Health suspended(String message) {
    return new Health(HealthStatus.Suspended, message);
  }

  static Health unknown(String message) {
    return new Health(HealthStatus.Unknown, message);
  }
}
