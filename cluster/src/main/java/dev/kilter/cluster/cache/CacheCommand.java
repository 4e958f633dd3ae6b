package dev.kilter.cluster.cache;

import dev.kilter.model.manifest.ResourceKey;
import java.util.Set;

/** What the machine wants done. */
sealed interface CacheCommand {
  record Discover() implements CacheCommand {}

  /** Watch from a version; from an empty one, list first in the same stream. */
  record Watch(StreamId stream, int attempt, String resourceVersion) implements CacheCommand {}

  /** The list of servers that cannot list in a stream; ends by a bookmark and a close. */
  record ListAll(StreamId stream, int attempt) implements CacheCommand {}

  record Stop(StreamId stream) implements CacheCommand {}

  record TellManaged(String instance, Set<ResourceKey> keys) implements CacheCommand {}

  record TellChildren(String instance) implements CacheCommand {}

  record TellCluster() implements CacheCommand {}
}
