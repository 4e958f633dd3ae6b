package dev.kilter.cluster.cache;

import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.manifest.ResourceKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a cache says of itself; an immutable snapshot.
 *
 * @param synced every kind was listed once
 * @param skipped streams that these credentials may not list
 * @param unserved streams that are answered with server errors, while others are not
 * @param unlisted streams that were never listed, each with why the last attempt failed; empty
 *     while none did
 * @param covered places whose objects are all held, so that absence there is absence
 */
public record CacheState(
    ApiResources resources,
    boolean connected,
    boolean synced,
    String message,
    Set<String> skipped,
    Set<String> unserved,
    Map<String, String> unlisted,
    Set<Place> covered) {
  public CacheState {
    skipped = Set.copyOf(skipped);
    unserved = Set.copyOf(unserved);
    unlisted = Map.copyOf(unlisted);
    covered = Set.copyOf(covered);
  }

  static CacheState of(
      ApiResources resources,
      boolean connected,
      boolean synced,
      String message,
      Collection<Stream> streams) {
    Set<String> skipped = new HashSet<>();
    Set<String> unserved = new HashSet<>();
    Map<String, String> unlisted = new HashMap<>();
    Set<Place> covered = new HashSet<>();
    for (Stream stream : streams) {
      String id = stream.id.toString();
      if (stream.skipped) {
        skipped.add(id);
      } else if (stream.unserved) {
        unserved.add(id);
      } else if (stream.ready) {
        covered.add(Place.of(stream.id));
      } else {
        unlisted.put(id, stream.trouble);
      }
    }
    return new CacheState(
        resources, connected, synced, message, skipped, unserved, unlisted, covered);
  }

  /** Whether an object of this key that is not held does not exist. */
  public boolean covers(ResourceKey key) {
    return covered.contains(new Place(key.groupKind(), ""))
        || covered.contains(new Place(key.groupKind(), key.namespace()));
  }
}
