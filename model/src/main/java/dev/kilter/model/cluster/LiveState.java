package dev.kilter.model.cluster;

import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster has for one application: every object that carries its mark, and those of the
 * asked keys that exist, whoever they belong to. An immutable snapshot. {@code complete} is false
 * while the cluster's kinds are not all listed yet: then absence of an object proves nothing.
 * {@code unlisted} are the kinds that it waits for, each with why it could not be listed; the why
 * is empty while nothing failed. {@code images} are those of all the application's pods, at
 * whatever depth, sorted.
 */
public record LiveState(
    Map<ResourceKey, LiveResource> resources,
    boolean complete,
    long sequence,
    Map<String, String> unlisted,
    List<String> images) {
  public LiveState {
    images = List.copyOf(images);
    SortedMap<ResourceKey, LiveResource> sorted = new TreeMap<>(resources);
    resources = java.util.Collections.unmodifiableMap(sorted);
    unlisted = java.util.Collections.unmodifiableMap(new TreeMap<>(unlisted));
  }

  /** Where nothing failed, and there are no pods. */
  public LiveState(Map<ResourceKey, LiveResource> resources, boolean complete, long sequence) {
    this(resources, complete, sequence, Map.of(), List.of());
  }

  public Optional<LiveResource> find(ResourceKey key) {
    return Optional.ofNullable(resources.get(key));
  }
}
