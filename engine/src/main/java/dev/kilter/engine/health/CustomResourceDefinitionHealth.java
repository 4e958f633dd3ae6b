package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/** apiextensions.k8s.io/CustomResourceDefinition. */
final class CustomResourceDefinitionHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    List<StatusCondition> conditions = StatusCondition.of(live);
    if (conditions.isEmpty()) {
      return progressing("Status conditions not found");
    }
    if (has(conditions, "Terminating", "True")) {
      return progressing("CRD is terminating: " + lastMessage(conditions));
    }
    if (has(conditions, "NamesAccepted", "False")) {
      return degraded("CRD names have not been accepted: " + lastMessage(conditions));
    }
    if (!has(conditions, "Established", "True")) {
      return degraded("CRD is not established");
    }
    return has(conditions, "NonStructuralSchema", "True")
        ? degraded("Schema violations found: " + lastMessage(conditions))
        : healthy("CRD is healthy");
  }

  private static boolean has(List<StatusCondition> conditions, String type, String status) {
    return conditions.stream().anyMatch(condition -> condition.is(type, status));
  }

  /** Of the conditions that speak, the last one's message is shown, as in Argo CD. */
  private static String lastMessage(List<StatusCondition> conditions) {
    Optional<StatusCondition> last =
        conditions.stream()
            .filter(condition ->
                condition.is("Terminating", "True")
                    || condition.is("NamesAccepted", "False")
                    || condition.is("Established", "True")
                    || condition.is("NonStructuralSchema", "True"))
            .reduce((_, later) -> later);
    return last.map(StatusCondition::message).orElse("");
  }
}
