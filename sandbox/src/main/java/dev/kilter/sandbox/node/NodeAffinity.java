package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;

/** A pod's node selector and required node affinity, as Kubernetes reads them. */
final class NodeAffinity {
  private NodeAffinity() {}

  static boolean matches(JsonNode podSpec, JsonNode node) {
    return selectorMatches(podSpec.path("nodeSelector"), node)
        && affinityMatches(podSpec.path("affinity").path("nodeAffinity"), node);
  }

  private static boolean selectorMatches(JsonNode selector, JsonNode node) {
    var labels = node.path("metadata").path("labels");
    return selector.properties().stream()
        .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
  }

  /** One of the terms must match; within a term every expression. */
  private static boolean affinityMatches(JsonNode affinity, JsonNode node) {
    var terms =
        affinity.path("requiredDuringSchedulingIgnoredDuringExecution").path("nodeSelectorTerms");
    if (terms.isMissingNode()) {
      return true;
    }
    for (var term : terms) {
      if (termMatches(term, node)) {
        return true;
      }
    }
    return false;
  }

  private static boolean termMatches(JsonNode term, JsonNode node) {
    var metadata = node.path("metadata");
    return allMatch(term.path("matchExpressions"), metadata.path("labels"))
        && allMatch(fieldsByName(term.path("matchFields")), metadata);
  }

  /** The only field that Kubernetes knows here is {@code metadata.name}. */
  private static JsonNode fieldsByName(JsonNode fields) {
    var copy = fields.deepCopy();
    for (var field : copy) {
      ((com.fasterxml.jackson.databind.node.ObjectNode) field).put("key", "name");
    }
    return copy;
  }

  private static boolean allMatch(JsonNode expressions, JsonNode labels) {
    for (var expression : expressions) {
      if (!expressionMatches(expression, labels.path(expression.path("key").asText()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean expressionMatches(JsonNode expression, JsonNode label) {
    return switch (expression.path("operator").asText()) {
      case "In" -> !label.isMissingNode() && contains(expression, label.asText());
      case "NotIn" -> label.isMissingNode() || !contains(expression, label.asText());
      case "Exists" -> !label.isMissingNode();
      case "DoesNotExist" -> label.isMissingNode();
      case "Gt" -> compare(label, expression) > 0;
      case "Lt" -> compare(label, expression) < 0;
      default -> false;
    };
  }

  private static boolean contains(JsonNode expression, String value) {
    for (var allowed : expression.path("values")) {
      if (allowed.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static int compare(JsonNode label, JsonNode expression) {
    return Long.compare(label.asLong(), expression.path("values").path(0).asLong());
  }
}
