package dev.kilter.cluster;

import dev.kilter.cluster.cache.ClusterCache;
import dev.kilter.model.cluster.LiveStateReader.Listener;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.Set;

/** Passes one cache's news on to everybody who listens, with the cluster's name. */
record Fan(String server, List<Listener> listeners) implements ClusterCache.Listener {
  @Override
  public void managedChanged(String instance, Set<ResourceKey> keys) {
    listeners.forEach(listener -> listener.managedChanged(server, instance, keys));
  }

  @Override
  public void childChanged(String instance) {
    listeners.forEach(listener -> listener.childChanged(server, instance));
  }

  void identified(String identity) {
    listeners.forEach(listener -> listener.clusterIdentified(server, identity));
  }

  @Override
  public void clusterChanged() {
    listeners.forEach(listener -> listener.clusterChanged(server));
  }
}
