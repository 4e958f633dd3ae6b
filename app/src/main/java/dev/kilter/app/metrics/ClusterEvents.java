package dev.kilter.app.metrics;

import dev.kilter.cluster.ClusterReading;
import dev.kilter.model.manifest.GroupKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes that the watches told, {@code argocd_cluster_events_total}. The caches count; at each
 * scrape the counters are brought up to what they have counted.
 */
final class ClusterEvents {
  private final MeterRegistry registry;
  private final Map<Key, Long> told = new HashMap<>();

  private record Key(String server, GroupKind kind) {}

  ClusterEvents(MeterRegistry registry) {
    this.registry = registry;
  }

  void tell(List<ClusterReading> readings) {
    for (ClusterReading reading : readings) {
      String server = reading.state().server();
      reading.told().forEach((kind, count) -> tell(new Key(server, kind), count));
    }
  }

  /** A cluster that was taken away and given again counts from zero. */
  private void tell(Key key, long count) {
    long before = told.getOrDefault(key, 0L);
    long more = count >= before ? count - before : count;
    told.put(key, count);
    registry
        .counter(
            "argocd.cluster.events",
            "server",
            key.server(),
            "group",
            key.kind().group(),
            "kind",
            key.kind().kind())
        .increment((double) more);
  }
}
