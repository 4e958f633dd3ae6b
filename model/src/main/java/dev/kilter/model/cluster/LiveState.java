package dev.kilter.model.cluster;

import dev.kilter.model.manifest.ResourceKey;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster has for one application: every object that carries its mark, and those of the
 * asked keys that exist, whoever they belong to. An immutable snapshot. {@code complete} is false
 * while the cluster's kinds are not all listed yet: then absence of an object proves nothing.
 */
public record LiveState(Map<ResourceKey, LiveResource> resources, boolean complete, long sequence) {
  public LiveState {
    SortedMap<ResourceKey, LiveResource> sorted = new TreeMap<>(resources);
    resources = java.util.Collections.unmodifiableMap(sorted);
  }

  public Optional<LiveResource> find(ResourceKey key) {
    return Optional.ofNullable(resources.get(key));
  }
}
