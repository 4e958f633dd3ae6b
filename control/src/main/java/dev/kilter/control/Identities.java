package dev.kilter.control;

import dev.kilter.control.message.Command;
import dev.kilter.control.state.LoopOptions;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which cluster an address has to lead to: the one that was found there first, until
 * somebody says otherwise. Whoever takes away a pin that led elsewhere has what is found now
 * pinned; our own that somebody keeps taking away is not fought for.
 */
final class Identities {
  private final LoopOptions options;
  private final Outgoing out;
  private final Map<String, ClusterConnection> clusters = new HashMap<>();
  private final Map<String, String> found = new HashMap<>();
  private final Map<String, String> asked = new HashMap<>();

  Identities(LoopOptions options, Outgoing out) {
    this.options = options;
    this.out = out;
  }

  void clusters(List<ClusterConnection> changed) {
    clusters.clear();
    changed.forEach(cluster -> clusters.put(cluster.server(), cluster));
    found.keySet().retainAll(clusters.keySet());
    asked.keySet().retainAll(clusters.keySet());
    changed.forEach(this::noticeOther);
    changed.forEach(this::pin);
  }

  void identified(String server, String identity) {
    found.put(server, identity);
    ClusterConnection cluster = clusters.get(server);
    if (cluster != null) {
      pin(cluster);
    }
  }

  /** What failed is tried again when the cluster next says which it is. */
  void pinned(String server, Result<Void> result) {
    if (result instanceof Result.Failed<Void>) {
      asked.remove(server);
    }
  }

  /** Who wrote another pin than ours, and then none, asks for a new one. */
  private void noticeOther(ClusterConnection cluster) {
    cluster
        .identity()
        .filter(identity -> !identity.equals(asked.get(cluster.server())))
        .ifPresent(_ -> asked.remove(cluster.server()));
  }

  private void pin(ClusterConnection cluster) {
    String identity = found.get(cluster.server());
    boolean open = !cluster.inCluster() && cluster.identity().isEmpty() && !options.observe();
    if (open && identity != null && !identity.equals(asked.put(cluster.server(), identity))) {
      out.add(new Command.PinCluster(cluster.server(), identity));
    }
  }
}
