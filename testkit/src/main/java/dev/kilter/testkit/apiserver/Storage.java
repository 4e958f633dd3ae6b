package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All objects at the newest revision, and how they came to be. */
final class Storage {
  private static final long FIRST = 100;

  private final NavigableMap<Key, Manifest> objects = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private long revision = FIRST;
  private long compacted = FIRST;

  /** One write: what was there, and what is. Both carry the resourceVersion of their own time. */
  record Change(long revision, Key key, Optional<Manifest> before, Optional<Manifest> after) {}

  Storage() {}

  /** A copy that goes its own way. */
  Storage(Storage other) {
    objects.putAll(other.objects);
    changes.addAll(other.changes);
    revision = other.revision;
    compacted = other.compacted;
  }

  long revision() {
    return revision;
  }

  long compacted() {
    return compacted;
  }

  Optional<Manifest> get(Key key) {
    return Optional.ofNullable(objects.get(key));
  }

  Collection<Manifest> all() {
    return objects.values();
  }

  /** Objects of a resource, in a namespace or, where that is empty, in all of them. */
  Stream<Manifest> list(String resource, String namespace) {
    Key from = new Key(resource, namespace, "");
    return objects.tailMap(from, true).entrySet().stream()
        .takeWhile(entry ->
            entry.getKey().resource().equals(resource)
                && (namespace.isEmpty() || entry.getKey().namespace().equals(namespace)))
        .map(java.util.Map.Entry::getValue);
  }

  /** Stores the object at a new revision, and answers it with that. */
  Manifest put(Key key, Manifest object) {
    revision++;
    Manifest stored = object.with(Long.toString(revision), "metadata", "resourceVersion");
    Optional<Manifest> before = Optional.ofNullable(objects.put(key, stored));
    changes.add(new Change(revision, key, before, Optional.of(stored)));
    return stored;
  }

  /** Takes the object away, and answers its last state at the revision of its end. */
  Manifest remove(Key key) {
    Manifest before = Optional.ofNullable(objects.remove(key)).orElseThrow();
    revision++;
    changes.add(new Change(revision, key, Optional.of(before), Optional.empty()));
    return before.with(Long.toString(revision), "metadata", "resourceVersion");
  }

  /** The changes after a revision, oldest first. */
  List<Change> since(long after) {
    int from = changes.size();
    while (from > 0 && changes.get(from - 1).revision() > after) {
      from--;
    }
    return changes.subList(from, changes.size());
  }

  /** The objects as they were at a revision that is not compacted. */
  NavigableMap<Key, Manifest> at(long past) {
    NavigableMap<Key, Manifest> then = new TreeMap<>(objects);
    List<Change> later = since(past);
    for (int i = later.size() - 1; i >= 0; i--) {
      Change change = later.get(i);
      change
          .before()
          .ifPresentOrElse(
              object -> then.put(change.key(), object), () -> then.remove(change.key()));
    }
    return then;
  }

  /** Answers no question about the past any more; who follows already misses nothing. */
  void compact() {
    compacted = revision;
  }
}
