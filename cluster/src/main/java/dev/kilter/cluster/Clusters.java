package dev.kilter.cluster;

import dev.kilter.cluster.connection.ConnectionException;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.cluster.HealthAssessor;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.cluster.ResourceApplier;
import dev.kilter.model.failure.Failure.ClusterUnreachable;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All destination clusters. Each lives on its own: one that cannot be reached delays no other.
 * Clusters come, change and go with {@link #update}; settings with {@link #settingsChanged}.
 */
public final class Clusters implements LiveStateReader, ResourceApplier, AutoCloseable {
  private final Link.Opener links;
  private final ClusterContext context;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Cluster> clusters = new ConcurrentSkipListMap<>();
  private final Map<String, ClusterState> unusable = new ConcurrentSkipListMap<>();

  /** {@code settings} is asked again at each change. */
  public Clusters(
      Connections connections,
      HealthAssessor health,
      Supplier<Settings> settings,
      InstantSource clock) {
    this(
        connections.links(clock),
        new ClusterContext(health, settings, clock, ClusterContext.SILENCE));
  }

  public Clusters(Link.Opener links, ClusterContext context) {
    this.links = links;
    this.context = context;
  }

  /** From now on these and no others. Returns at once; connecting goes on by itself. */
  public synchronized void update(List<ClusterConnection> wanted) {
    Map<String, ClusterConnection> byServer = new TreeMap<>();
    wanted.forEach(connection -> byServer.put(connection.server(), connection));
    for (String server : List.copyOf(clusters.keySet())) {
      Cluster cluster = clusters.get(server);
      if (cluster != null && !stays(cluster, byServer.get(server))) {
        clusters.remove(server);
        cluster.close();
      }
    }
    unusable.keySet().retainAll(byServer.keySet());
    byServer.values().stream()
        .filter(connection -> !clusters.containsKey(connection.server()))
        .forEach(this::open);
  }

  private static boolean stays(Cluster cluster, @Nullable ClusterConnection wanted) {
    try {
      return wanted != null && cluster.takesOn(wanted);
    } catch (ConnectionException e) {
      return false; // opened anew, it is found to be unusable, and why
    }
  }

  private void open(ClusterConnection connection) {
    String server = connection.server();
    try {
      Cluster cluster =
          new Cluster(connection, links.open(connection), context, new Fan(server, listeners));
      unusable.remove(server);
      clusters.put(server, cluster);
      cluster.start();
    } catch (ConnectionException e) {
      String message = String.valueOf(e.getMessage());
      unusable.put(
          server, new ClusterState(server, connection.name(), false, false, message, "", 0));
    }
    listeners.forEach(listener -> listener.clusterChanged(server));
  }

  /** Exclusions or tracking may be others now. */
  public void settingsChanged() {
    clusters.values().forEach(Cluster::settingsChanged);
  }

  @Override
  public List<ClusterState> clusters() {
    Map<String, ClusterState> all = new TreeMap<>(unusable);
    clusters.forEach((server, cluster) -> all.put(server, cluster.state()));
    return new ArrayList<>(all.values());
  }

  /** Figures of every cluster that can be used, connected or not. */
  public List<ClusterReading> readings() {
    return clusters.values().stream().map(Cluster::reading).toList();
  }

  @Override
  public Result<LiveState> live(
      String server, String instanceName, Collection<ResourceKey> wanted) {
    return with(server, cluster -> cluster.live(instanceName, wanted));
  }

  @Override
  public Result<ApiResources> apiResources(String server) {
    return with(server, Cluster::apiResources);
  }

  @Override
  public KindSchema schema(String server, GroupVersionKind gvk) {
    return find(server).map(cluster -> cluster.schema(gvk)).orElse(KindSchema.UNKNOWN);
  }

  @Override
  public Result<Manifest> get(String server, ResourceKey key) {
    return with(server, cluster -> cluster.get(key));
  }

  @Override
  public List<LiveResource> children(String server, String uid) {
    return find(server).map(cluster -> cluster.children(uid)).orElse(List.of());
  }

  @Override
  public List<LiveResource> orphans(String server, String namespace) {
    return find(server).map(cluster -> cluster.orphans(namespace)).orElse(List.of());
  }

  @Override
  public Result<List<Manifest>> events(String server, String namespace, String uid) {
    return with(server, cluster -> cluster.events(namespace, uid));
  }

  @Override
  public Result<List<String>> logTail(String server, LogQuery query) {
    return with(server, cluster -> cluster.logTail(query));
  }

  @Override
  public Result<Void> log(
      String server, LogQuery query, Consumer<String> lines, Cancellation cancellation) {
    return with(server, cluster -> cluster.log(query, lines, cancellation));
  }

  @Override
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public ApplyOutcome apply(String server, ApplyRequest request) {
    return find(server)
        .map(cluster -> cluster.applier().apply(request))
        .orElseGet(() -> new ApplyOutcome.Failed(missing(server)));
  }

  @Override
  public DeleteOutcome delete(String server, DeleteRequest request) {
    return find(server)
        .map(cluster -> cluster.applier().delete(request))
        .orElseGet(() -> new DeleteOutcome.Failed(missing(server)));
  }

  private Optional<Cluster> find(String server) {
    return Optional.ofNullable(clusters.get(server));
  }

  private <T> Result<T> with(String server, Function<Cluster, Result<T>> question) {
    return find(server).map(question).orElseGet(() -> Result.failed(missing(server)));
  }

  private ClusterUnreachable missing(String server) {
    ClusterState state = unusable.get(server);
    return new ClusterUnreachable(
        server,
        state == null
            ? server + " is not among the clusters: add it, or correct the destination"
            : server + " cannot be used: " + state.message());
  }

  @Override
  public synchronized void close() {
    clusters.values().forEach(Cluster::close);
    clusters.clear();
  }

  /** What all clusters share; {@code silence} is when a watch is taken for dead. */
  public record ClusterContext(
      HealthAssessor health, Supplier<Settings> settings, InstantSource clock, Duration silence) {
    /** API servers send a bookmark a minute; two missing ones mean that nobody is there. */
    public static final Duration SILENCE = Duration.ofSeconds(130);
  }
}
