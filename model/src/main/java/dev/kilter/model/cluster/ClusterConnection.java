package dev.kilter.model.cluster;

import java.util.List;
import java.util.Map;

/**
 * A cluster that Kilter may deploy to, from its Secret (or the account it runs under). {@code
 * config} holds the Secret's {@code config} JSON as a tree. {@code namespaces} empty means all of
 * them; {@code clusterResources} matters only where it is not. Where the Secret cannot be read,
 * config says so under {@link #UNUSABLE}: such a cluster is out of reach, but it is not gone.
 */
public record ClusterConnection(
    String server,
    String name,
    List<String> namespaces,
    boolean clusterResources,
    String project,
    Map<String, String> annotations,
    Map<String, Object> config) {
  /** In {@code config}: why it cannot be used. No field of Argo CD's has this name. */
  public static final String UNUSABLE = "kilter.dev/unusable";

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
