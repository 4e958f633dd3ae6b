package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Which of a node's taints keep a pod away. */
final class Taints {
  private Taints() {}

  /** The scheduler's reason for the first taint that none of the tolerations covers. */
  static Optional<String> untolerated(JsonNode node, JsonNode tolerations) {
    for (var taint : node.path("spec").path("taints")) {
      boolean soft = taint.path("effect").asText().equals("PreferNoSchedule");
      if (!soft && !tolerated(taint, tolerations)) {
        return Optional.of(reason(taint));
      }
    }
    return Optional.empty();
  }

  private static String reason(JsonNode taint) {
    var key = taint.path("key").asText();
    return key.equals("node.kubernetes.io/unschedulable")
        ? "node(s) were unschedulable"
        : "node(s) had untolerated taint {%s: %s}".formatted(key, taint.path("value").asText());
  }

  private static boolean tolerated(JsonNode taint, JsonNode tolerations) {
    for (var toleration : tolerations) {
      if (covers(toleration, taint)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(JsonNode toleration, JsonNode taint) {
    var key = toleration.path("key").asText();
    var effect = toleration.path("effect").asText();
    boolean exists = toleration.path("operator").asText().equals("Exists");
    boolean sameKey = key.isEmpty() ? exists : key.equals(taint.path("key").asText());
    boolean sameValue =
        exists || toleration.path("value").asText().equals(taint.path("value").asText());
    boolean sameEffect = effect.isEmpty() || effect.equals(taint.path("effect").asText());
    return sameKey && sameValue && sameEffect;
  }
}
