package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;
import static dev.kilter.engine.health.Verdict.unknown;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * autoscaling/HorizontalPodAutoscaler of every version. The first condition that says something
 * decides; version v1 keeps its conditions as JSON in an annotation.
 */
final class AutoscalerHealth implements HealthRule {
  private static final String V1_CONDITIONS = "autoscaling.alpha.kubernetes.io/conditions";

  private static final Map<String, Set<String>> FAILURES =
      Map.of(
          "AbleToScale", Set.of("FailedGetScale", "FailedUpdateScale"),
          "ScalingActive",
              Set.of(
                  "FailedGetResourceMetric",
                  "FailedGetObjectMetric",
                  "FailedGetPodsMetric",
                  "FailedGetExternalMetric",
                  "FailedComputeMetricsReplicas",
                  "InvalidSelector"));

  private final Function<String, @Nullable Object> json;

  AutoscalerHealth(Function<String, @Nullable Object> json) {
    this.json = json;
  }

  @Override
  public Health assess(Manifest live) {
    if (!live.gvk().version().equals("v1")) {
      return of(StatusCondition.of(live));
    }
    Optional<String> text = live.annotation(V1_CONDITIONS);
    return text.isEmpty() ? of(List.of()) : ofText(text.get());
  }

  private Health ofText(String text) {
    Object tree;
    try {
      tree = json.apply(text);
    } catch (RuntimeException e) {
      return unknown("failed to read the annotation " + V1_CONDITIONS + ": " + e.getMessage());
    }
    List<?> conditions = tree instanceof List<?> list ? list : List.of();
    return of(
        Manifest.of(Map.of("conditions", conditions)).items("conditions").stream()
            .map(StatusCondition::read)
            .toList());
  }

  private static Health of(List<StatusCondition> conditions) {
    for (StatusCondition condition : conditions) {
      if (FAILURES.getOrDefault(condition.type(), Set.of()).contains(condition.reason())) {
        return degraded(condition.message());
      }
      if (condition.is("AbleToScale", "True") || condition.is("ScalingLimited", "True")) {
        return healthy(condition.message());
      }
    }
    return progressing("Waiting to Autoscale");
  }
}
