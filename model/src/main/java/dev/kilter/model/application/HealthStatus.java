package dev.kilter.model.application;

/** Ordered from best to worst, as Argo CD aggregates. */
public enum HealthStatus {
  Healthy,
  Suspended,
  Progressing,
  Missing,
  Degraded,
  Unknown;

  public boolean worseThan(HealthStatus other) {
    return compareTo(other) > 0;
  }
}
