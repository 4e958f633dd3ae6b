package dev.kilter.model.cluster;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Destination;
import dev.kilter.model.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster that Kilter may deploy to, from its Secret (or the account it runs under). {@code
 * config} holds the Secret's {@code config} JSON as a tree. {@code namespaces} empty means all of
 * them; {@code clusterResources} matters only where it is not. Where the Secret cannot be read,
 * config says so under {@link #UNUSABLE}: such a cluster is out of reach, but it is not gone.
 * {@code secret} is the Secret's name; empty without one.
 */
public record ClusterConnection(
    String server,
    String name,
    List<String> namespaces,
    boolean clusterResources,
    String project,
    Map<String, String> annotations,
    Map<String, Object> config,
    String secret) {
  /** In {@code config}: why it cannot be used. No field of Argo CD's has this name. */
  public static final String UNUSABLE = "kilter.dev/unusable";

  public ClusterConnection {
    namespaces = List.copyOf(namespaces);
    annotations = Map.copyOf(annotations);
    config = Map.copyOf(config);
  }

  /** One without a Secret. */
  public ClusterConnection(
      String server,
      String name,
      List<String> namespaces,
      boolean clusterResources,
      String project,
      Map<String, String> annotations,
      Map<String, Object> config) {
    this(server, name, namespaces, clusterResources, project, annotations, config, "");
  }

  /** Whether it is the cluster in which Kilter's own state lies. */
  public boolean inCluster() {
    return server.equals(Destination.IN_CLUSTER_SERVER);
  }

  /**
   * Which cluster it is by its Secret: the uid of {@code kube-system}; empty while unknown. A pin
   * says for which address it was made: who enters another one means another cluster.
   */
  public Optional<String> identity() {
    String pin = annotations.getOrDefault(Annotations.CLUSTER_IDENTITY, "").strip();
    int at = pin.indexOf('@');
    boolean here = at < 0 || pin.substring(at + 1).equals(server);
    return Optional.of(at < 0 ? pin : pin.substring(0, at)).filter(uid -> here && !uid.isEmpty());
  }

  /** As the annotation has it. */
  public static String pin(String server, String identity) {
    return identity + "@" + server;
  }

  /** What is wrong if this is the uid that was found; empty too where nothing could be read. */
  public Optional<Failure.OtherCluster> mismatch(String found) {
    return inCluster() || found.isEmpty()
        ? Optional.empty()
        : identity()
            .filter(expected -> !expected.equals(found))
            .map(expected -> other(expected, found));
  }

  private Failure.OtherCluster other(String expected, String found) {
    return new Failure.OtherCluster(
        server,
        secret,
        expected,
        found,
        server
            + " leads to another cluster than before: the uid of its namespace kube-system is "
            + found
            + ", and the annotation "
            + Annotations.CLUSTER_IDENTITY
            + " of the Secret "
            + secret
            + " says "
            + expected
            + "; nothing is written to it");
  }

  /** Free of credentials, whatever the default would print. */
  @Override
  public String toString() {
    return "ClusterConnection[" + server + ", " + name + "]";
  }
}
