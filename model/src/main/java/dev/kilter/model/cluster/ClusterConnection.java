package dev.kilter.model.cluster;

import java.util.List;
import java.util.Map;

/**
 * A cluster that Kilter may deploy to, from its Secret (or the account it runs under). {@code
 * config} holds the Secret's {@code config} JSON as a tree. {@code namespaces} empty means all of
 * them; {@code clusterResources} matters only where it is not.
 */
public record ClusterConnection(
    String server,
    String name,
    List<String> namespaces,
    boolean clusterResources,
    String project,
    Map<String, String> annotations,
    Map<String, Object> config) {
  public ClusterConnection {
    namespaces = List.copyOf(namespaces);
    annotations = Map.copyOf(annotations);
    config = Map.copyOf(config);
  }

  /** Free of credentials, whatever the default would print. */
  @Override
  public String toString() {
    return "ClusterConnection[" + server + ", " + name + "]";
  }
}
