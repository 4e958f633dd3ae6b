package dev.kilter.cluster.cache;

import dev.kilter.cluster.discovery.Discovered;
import dev.kilter.model.manifest.ResourceKey;

/**
 * What the machine hears. Events of a stream name the attempt that they belong to, so that what an
 * ended one still had to say is not mistaken. {@code jitter} is a random number in [0, 1).
 */
sealed interface CacheEvent {
  record Configured(WatchRules rules) implements CacheEvent {}

  record Found(Discovered found) implements CacheEvent {}

  record DiscoveryFailed(String message, double jitter) implements CacheEvent {}

  record Seen(StreamId stream, int attempt, Held object) implements CacheEvent {}

  record Gone(StreamId stream, int attempt, Held object) implements CacheEvent {}

  /** {@code listed}: all that there was has been seen. */
  record Bookmark(StreamId stream, int attempt, String resourceVersion, boolean listed)
      implements CacheEvent {}

  /** A stream has ended with an HTTP status; 0 means by a broken connection or silence. */
  record Closed(StreamId stream, int attempt, int status, String message, double jitter)
      implements CacheEvent {}

  /** The answer to a write of our own, which the streams will tell of later. */
  record Written(Held object) implements CacheEvent {}

  record Removed(ResourceKey key, String uid) implements CacheEvent {}

  /** Someone met a kind that discovery does not know. */
  record KindMissing() implements CacheEvent {}

  /** The address leads to another cluster than before. */
  record Moved() implements CacheEvent {}

  /** The time that the machine wished to be woken at has come. */
  record Tick() implements CacheEvent {}
}
