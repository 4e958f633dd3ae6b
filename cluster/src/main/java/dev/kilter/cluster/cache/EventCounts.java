package dev.kilter.cluster.cache;

import dev.kilter.model.manifest.GroupKind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Changes that the watches told, by kind, without what the first listing brought. */
final class EventCounts {
  private final Map<GroupKind, LongAdder> counts = new ConcurrentHashMap<>();

  void count(GroupKind kind) {
    counts.computeIfAbsent(kind, _ -> new LongAdder()).increment();
  }

  Map<GroupKind, Long> byKind() {
    Map<GroupKind, Long> sums = new HashMap<>();
    counts.forEach((kind, count) -> sums.put(kind, count.sum()));
    return sums;
  }
}
