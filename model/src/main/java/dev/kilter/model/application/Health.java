package dev.kilter.model.application;

/** How an object or application is doing, and why in a sentence (empty where nothing is to say). */
public record Health(HealthStatus status, String message) {
  public static final Health HEALTHY = of(HealthStatus.Healthy);
  public static final Health MISSING = of(HealthStatus.Missing);
  public static final Health UNKNOWN = of(HealthStatus.Unknown);

  public static Health of(HealthStatus status) {
    return new Health(status, "");
  }
}
