package dev.kilter.engine.compare;

import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.ResourceKey;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The verdict on every object of an application. {@code resources} is sorted by key. A comparison
 * made from an earlier one reuses every entry whose two digests and rules are the same; it always
 * equals a comparison made from nothing.
 */
public record Comparison(
    SyncStatus status, Map<ResourceKey, ResourceComparison> resources, boolean liveComplete) {
  public Comparison {
    resources = java.util.Collections.unmodifiableSortedMap(sorted(resources));
  }

  private static SortedMap<ResourceKey, ResourceComparison> sorted(
      Map<ResourceKey, ResourceComparison> resources) {
    return new TreeMap<>(resources);
  }
}
