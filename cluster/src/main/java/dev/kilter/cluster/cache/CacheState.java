package dev.kilter.cluster.cache;

import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.manifest.ResourceKey;
import java.util.Set;

/**
 * What a cache says of itself; an immutable snapshot.
 *
 * @param synced every kind was listed once
 * @param skipped streams that these credentials may not list
 * @param unserved streams that are answered with server errors, while others are not
 * @param covered places whose objects are all held, so that absence there is absence
 */
public record CacheState(
    ApiResources resources,
    boolean connected,
    boolean synced,
    String message,
    Set<String> skipped,
    Set<String> unserved,
    Set<Place> covered) {
  public CacheState {
    skipped = Set.copyOf(skipped);
    unserved = Set.copyOf(unserved);
    covered = Set.copyOf(covered);
  }

  /** Whether an object of this key that is not held does not exist. */
  public boolean covers(ResourceKey key) {
    return covered.contains(new Place(key.groupKind(), ""))
        || covered.contains(new Place(key.groupKind(), key.namespace()));
  }
}
