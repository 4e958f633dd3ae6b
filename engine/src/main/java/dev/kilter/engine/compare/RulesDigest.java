package dev.kilter.engine.compare;

import dev.kilter.model.manifest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One digest for everything that a verdict stands on beside an object's two sides and its shape.
 */
final class RulesDigest {
  private RulesDigest() {}

  static Digest of(ComparisonRules rules) {
    List<Object> parts = new ArrayList<>();
    parts.add(rules.instanceName());
    parts.add(rules.destinationNamespace());
    parts.add(rules.tracking().toString());
    parts.add(rules.settings().ignoreStatus().name());
    parts.add(rules.settings().ignoreAggregatedRoles());
    TreeMap<String, String> ignored = new TreeMap<>();
    rules
        .settings()
        .ignoredFields()
        .forEach((kind, fields) -> ignored.put(kind.toString(), fields.toString()));
    parts.add(ignored);
    parts.add(rules.ignoreDifferences().stream().map(Object::toString).toList());
    parts.add(List.copyOf(new TreeSet<>(rules.compareOptions())));
    return Digest.of(parts);
  }
}
