package dev.kilter.engine.compare;

import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The verdict on every object of an application. {@code resources} is sorted by key. A comparison
 * made from an earlier one reuses every entry whose two digests and rules are the same; it always
 * equals a comparison made from nothing. {@code schemas} are the shapes that it stands on.
 */
public record Comparison(
    SyncStatus status,
    Map<ResourceKey, ResourceComparison> resources,
    boolean liveComplete,
    Map<GroupVersionKind, KindSchema> schemas) {
  public Comparison {
    resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    schemas = Map.copyOf(schemas);
  }

  public Optional<ResourceComparison> find(ResourceKey key) {
    return Optional.ofNullable(resources.get(key));
  }

  /** One that no shape of a kind went into. */
  public Comparison(
      SyncStatus status, Map<ResourceKey, ResourceComparison> resources, boolean liveComplete) {
    this(status, resources, liveComplete, Map.of());
  }
}
