package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.manifest.Manifest;
import java.util.List;

/** argoproj.io/ApplicationSet: errors first, then a running roll-out, then up to date. */
final class ApplicationSetHealth implements HealthRule {
  private record Sign(String type, String status, HealthStatus health) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("ErrorOccurred", "True", HealthStatus.Degraded),
          new Sign("ResourcesUpToDate", "False", HealthStatus.Degraded),
          new Sign("RolloutProgressing", "True", HealthStatus.Progressing),
          new Sign("ResourcesUpToDate", "True", HealthStatus.Healthy));

  @Override
  public Health assess(Manifest live) {
    for (Sign sign : SIGNS) {
      for (StatusCondition condition : StatusCondition.of(live)) {
        if (condition.is(sign.type(), sign.status())) {
          return new Health(sign.health(), condition.message());
        }
      }
    }
    return progressing("Waiting for the status to be reported");
  }
}
