package dev.kilter.model.cluster;

import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Port to the watched clusters. Answers by application, from snapshots, without locks or requests
 * except where said. {@code server} is the cluster's URL as in its Secret.
 */
public interface LiveStateReader {
  /** Which clusters there are and how they do. */
  List<ClusterState> clusters();

  /**
   * The application's objects, and the asked keys (of whatever owner). Desired objects that are
   * live but not held with their manifest are fetched with one GET each. Failure:
   * ClusterUnreachable.
   */
  Result<LiveState> live(String server, String instanceName, Collection<ResourceKey> wanted);

  /** What the server serves, as last discovered. Failure: ClusterUnreachable. */
  Result<ApiResources> apiResources(String server);

  /** Shape of a kind; loaded once per group and version, UNKNOWN where the server has none. */
  KindSchema schema(String server, GroupVersionKind gvk);

  /** One live GET, past every cache. Failures: NotFound, ClusterUnreachable, Refused. */
  Result<Manifest> get(String server, ResourceKey key);

  /** An object's dependents, at any depth, from the cache. */
  List<LiveResource> children(String server, String uid);

  /** Objects of a namespace that no application manages and no object owns. */
  List<LiveResource> orphans(String server, String namespace);

  /** Events about an object, newest last; one request. */
  Result<List<Manifest>> events(String server, String namespace, String uid);

  /** The end of a container's log; one request. */
  Result<List<String>> logTail(String server, LogQuery query);

  /**
   * Hands over a container's log line by line, each with its time in front, until it ends or is
   * cancelled. Blocks; a slow consumer slows the server down.
   */
  Result<Void> log(
      String server, LogQuery query, Consumer<String> lines, Cancellation cancellation);

  /** From now on told about changes, on threads of the cache; must return at once. */
  void listen(Listener listener);

  /**
   * Which part of a container's log.
   *
   * @param container empty for the only or default one
   * @param previous of the container before the last restart
   * @param follow whether to wait for more
   * @param tailLines how many of the last lines, negative for all
   * @param since empty for the beginning
   */
  record LogQuery(
      String namespace,
      String pod,
      String container,
      boolean previous,
      boolean follow,
      long tailLines,
      Optional<Instant> since) {
    /** The end of the log of the container that went before. */
    public static LogQuery tailBeforeRestart(ResourceKey pod, String container, int lines) {
      return new LogQuery(
          pod.namespace(), pod.name(), container, true, false, lines, Optional.empty());
    }
  }

  /** {@code connected} is false with the reason in {@code message}. */
  record ClusterState(
      String server,
      String name,
      boolean connected,
      boolean synced,
      String message,
      String version,
      long objects) {}

  /** Hears of changes, already batched. */
  interface Listener {
    /**
     * Objects that carry (or carried) the application's mark changed, or, where there are no keys,
     * the images of its pods.
     */
    void managedChanged(String server, String instanceName, Set<ResourceKey> keys);

    /** Something below the application's objects changed: only its tree and explanation move. */
    void childChanged(String server, String instanceName);

    /** Connected, lost, synced, or kinds came and went. */
    void clusterChanged(String server);

    /** The cluster has said which it is: the uid of its namespace {@code kube-system}. */
    void clusterIdentified(String server, String identity);
  }
}
