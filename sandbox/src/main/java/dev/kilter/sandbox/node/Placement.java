package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Chooses a node for a pod, or says in the scheduler's words why none will do. It respects node
 * selectors, required node affinity, cordons and taints, and requests larger than a whole node; it
 * does not add up the requests of different pods.
 */
final class Placement {
  private static final List<String> RESOURCES = List.of("cpu", "memory", "ephemeral-storage");

  private Placement() {}

  /** The nodes that would do. */
  static List<JsonNode> candidates(JsonNode pod, Collection<JsonNode> nodes) {
    return nodes.stream().filter(node -> obstacle(pod, node).isEmpty()).toList();
  }

  /** Why no node will do; meaningful only without candidates. */
  static String refusal(JsonNode pod, Collection<JsonNode> nodes) {
    if (nodes.isEmpty()) {
      return "no nodes available to schedule pods";
    }
    var counts = new TreeMap<String, Integer>();
    for (var node : nodes) {
      obstacle(pod, node).ifPresent(reason -> counts.merge(reason, 1, Integer::sum));
    }
    var reasons = new ArrayList<String>();
    counts.forEach((reason, count) -> reasons.add(count + " " + reason));
    return "0/%d nodes are available: %s. preemption: 0/%1$d nodes are available: %1$d Preemption is not helpful for scheduling."
        .formatted(nodes.size(), String.join(", ", reasons));
  }

  private static Optional<String> obstacle(JsonNode pod, JsonNode node) {
    var spec = pod.path("spec");
    var taint = Taints.untolerated(node, spec.path("tolerations"));
    if (taint.isPresent()) {
      return taint;
    }
    if (!NodeAffinity.matches(spec, node)) {
      return Optional.of("node(s) didn't match Pod's node affinity/selector");
    }
    return shortage(spec, node);
  }

  private static Optional<String> shortage(JsonNode spec, JsonNode node) {
    var allocatable = node.path("status").path("allocatable");
    for (var resource : RESOURCES) {
      double wanted = 0;
      for (var container : spec.path("containers")) {
        wanted += amount(container.path("resources").path("requests").path(resource));
      }
      if (wanted > amount(allocatable.path(resource))) {
        return Optional.of("Insufficient " + resource);
      }
    }
    return Optional.empty();
  }

  private static double amount(JsonNode quantity) {
    return quantity.isMissingNode() ? 0 : quantity(quantity.asText());
  }

  private static final Map<String, Double> SUFFIXES =
      Map.ofEntries(
          Map.entry("m", 1e-3),
          Map.entry("k", 1e3),
          Map.entry("M", 1e6),
          Map.entry("G", 1e9),
          Map.entry("T", 1e12),
          Map.entry("P", 1e15),
          Map.entry("Ki", 0x1p10),
          Map.entry("Mi", 0x1p20),
          Map.entry("Gi", 0x1p30),
          Map.entry("Ti", 0x1p40),
          Map.entry("Pi", 0x1p50));

  /** A Kubernetes quantity as a number; exact enough to compare with a node's size. */
  static double quantity(String text) {
    var digits = text.replaceFirst("[mkMGTP]i?$|Ki$", "");
    return Double.parseDouble(digits) * SUFFIXES.getOrDefault(text.substring(digits.length()), 1.0);
  }
}
