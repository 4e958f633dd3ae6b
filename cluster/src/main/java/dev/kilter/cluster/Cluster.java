package dev.kilter.cluster;

import dev.kilter.cluster.Clusters.ClusterContext;
import dev.kilter.cluster.apply.ClusterApplier;
import dev.kilter.cluster.cache.CacheState;
import dev.kilter.cluster.cache.ClusterCache;
import dev.kilter.cluster.cache.LiveObjects;
import dev.kilter.cluster.cache.WatchRules;
import dev.kilter.cluster.discovery.Discovered;
import dev.kilter.cluster.discovery.Discovery;
import dev.kilter.cluster.schema.OpenApiSchemas;
import dev.kilter.cluster.transport.Reason;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Failure.ClusterUnreachable;
import dev.kilter.model.failure.Failure.Refused;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.settings.Settings;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One destination cluster: its connection, cache, schemas and applier. */
final class Cluster implements ClusterCache.Listener, ClusterApplier.View {
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  private volatile ClusterConnection connection;
  private final Link link;
  private final ClusterContext context;
  private final Scope scope;
  private final Fan listener;
  private final ClusterIdentity identity;
  private final ClusterCache cache;
  private final OpenApiSchemas schemas;
  private final ClusterApplier applier;
  private final LiveRequests requests;
  private volatile boolean mistaken;
  private volatile String lastSeen = "";

  Cluster(ClusterConnection connection, Link link, ClusterContext context, Fan listener) {
    this.connection = connection;
    this.link = link;
    this.context = context;
    this.scope = new Scope(connection.namespaces(), connection.clusterResources());
    this.listener = listener;
    this.identity = new ClusterIdentity(link.api(), () -> this.connection, this::identified);
    this.cache =
        new ClusterCache(
            link.api(),
            rules(),
            new ClusterCache.Behaviour(
                context.health(), context.clock(), context.silence(), link.cache(), identity),
            this);
    this.schemas = new OpenApiSchemas(link.api());
    this.applier = new ClusterApplier(connection.server(), identity.around(link.writes()), this);
    this.requests = new LiveRequests(connection.server(), link.api());
  }

  private WatchRules rules() {
    Settings settings = context.settings().get();
    return new WatchRules(
        connection.server(),
        connection.namespaces(),
        connection.clusterResources(),
        settings.resources(),
        settings.tracking());
  }

  void start() {
    cache.start();
  }

  void close() {
    cache.close();
    link.end().run();
  }

  void settingsChanged() {
    WatchRules rules = rules();
    if (!rules.equals(cache.rules())) {
      cache.configure(rules);
    }
  }

  /**
   * Whether it can go on with this configuration, because nothing changed or the credentials alone.
   * A cluster that could not be reached by the old ones is tried at once.
   */
  boolean takesOn(ClusterConnection changed) {
    if (changed.equals(connection)) {
      return true;
    }
    boolean sameView =
        changed.namespaces().equals(connection.namespaces())
            && changed.clusterResources() == connection.clusterResources();
    if (!sameView || !link.renewal().renew(changed)) {
      return false;
    }
    connection = changed;
    cache.kindMissing();
    return true;
  }

  ClusterApplier applier() {
    return applier;
  }

  /** Hears of every look at who the cluster is. */
  private void identified(String uid) {
    if (!lastSeen.isEmpty() && !lastSeen.equals(uid)) {
      cache.moved();
    }
    lastSeen = uid;
    listener.identified(uid);
    boolean other = connection.mismatch(uid).isPresent();
    if (other != mistaken) {
      mistaken = other;
      listener.clusterChanged();
    }
  }

  ClusterState state() {
    CacheState state = cache.state();
    Optional<Failure.OtherCluster> other = identity.mismatch();
    if (other.isPresent()) {
      return state(state, false, other.get().message());
    }
    String message =
        state.connected()
            ? Stream.of(
                    listed("these credentials may not list: ", state.skipped()),
                    listed("their servers do not answer: ", state.unserved()),
                    listed("they could not be listed yet: ", failing(state.unlisted())))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining("; "))
            : state.message();
    return state(state, state.connected(), message);
  }

  private ClusterState state(CacheState state, boolean connected, String message) {
    return new ClusterState(
        connection.server(),
        connection.name(),
        connected,
        state.synced(),
        message,
        state.resources().serverVersion(),
        cache.objects().size());
  }

  private static Set<String> failing(Map<String, String> unlisted) {
    return unlisted.entrySet().stream()
        .filter(kind -> !kind.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String listed(String sentence, Set<String> kinds) {
    return kinds.isEmpty() ? "" : sentence + String.join(", ", kinds.stream().sorted().toList());
  }

  ClusterReading reading() {
    return new ClusterReading(
        state(),
        cache.state().covered().size(),
        cache.now(),
        cache.listedAt(),
        link.load().get(),
        cache.told());
  }

  private ClusterUnreachable unreachable(CacheState state) {
    String server = connection.server();
    return new ClusterUnreachable(server, Reason.about(server, state.message()));
  }

  Result<ApiResources> apiResources() {
    CacheState state = cache.state();
    return state.resources().all().isEmpty()
        ? Result.failed(unreachable(state))
        : Result.success(state.resources());
  }

  Result<LiveState> live(String instance, Collection<ResourceKey> wanted) {
    CacheState state = cache.state();
    if (!state.connected()) {
      return Result.failed(unreachable(state));
    }
    Optional<Failure> refusal = identity.refusal();
    if (refusal.isPresent()) {
      return Result.failed(refusal.get());
    }
    if (state.synced() && wanted.isEmpty() && !state.unserved().isEmpty()) {
      return Result.failed(LiveRequests.unavailable(state.unserved()));
    }
    long sequence = cache.sequence();
    LiveObjects objects = cache.objects();
    Map<ResourceKey, LiveResource> found = new HashMap<>();
    objects.ofInstance(instance).forEach(resource -> found.put(resource.key(), resource));
    for (ResourceKey key : wanted) {
      Optional<Refused> outside = scope.refusal(key, state.resources());
      if (outside.isPresent()) {
        return Result.failed(outside.get());
      }
      if (!found.containsKey(key)) {
        Optional<LiveResource> held = objects.find(key);
        if (held.isPresent() && held.get().manifest().isPresent()) {
          found.put(key, held.get());
        } else if (held.isPresent() || !state.covers(key)) {
          switch (read(state.resources(), key)) {
            case Result.Success<Manifest>(Manifest manifest) ->
                found.put(key, objects.describe(manifest));
            case Result.Failed<Manifest>(Failure failure) when !absence(failure) -> {
              return Result.failed(failure);
            }
            case Result.Failed<Manifest> _ -> {
              // not there, or not for us to see
            }
          }
        }
      }
    }
    return Result.success(
        new LiveState(found, state.synced(), sequence, state.unlisted(), objects.images(instance)));
  }

  private Result<Manifest> read(ApiResources served, ResourceKey key) {
    Optional<ApiResource> kind = served.preferred(key.groupKind());
    if (kind.isPresent()) {
      return requests.get(kind.get(), key);
    }
    return Result.failed(
        served
            .unavailable(key.group())
            .<Failure>map(version -> LiveRequests.unavailable(key, version))
            .orElseGet(() -> LiveRequests.unknownKind(key)));
  }

  /** Whether it says that there is no such object; a server that fails says nothing of it. */
  private static boolean absence(Failure failure) {
    return switch (failure) {
      case ClusterUnreachable _ -> false;
      case Refused refused -> refused.code() < SERVER_ERROR && refused.code() != TOO_MANY;
      default -> true;
    };
  }

  Result<Manifest> get(ResourceKey key) {
    return identity
        .refusal()
        .map(Result::<Manifest>failed)
        .orElseGet(() -> read(cache.state().resources(), key));
  }

  List<LiveResource> children(String uid) {
    return cache.objects().children(uid);
  }

  List<LiveResource> orphans(String namespace) {
    return cache.objects().orphans(namespace);
  }

  Result<List<Manifest>> events(String namespace, String uid) {
    return requests.events(namespace, uid);
  }

  Result<List<String>> logTail(LogQuery query) {
    return requests.logTail(query);
  }

  Result<Void> log(LogQuery query, Consumer<String> lines, Cancellation cancellation) {
    return requests.log(query, lines, cancellation);
  }

  @Override
  public Optional<ApiResource> resource(GroupVersionKind kind) {
    Optional<ApiResource> known = cache.state().resources().find(kind);
    if (known.isPresent()) {
      return known;
    }
    cache.kindMissing();
    try {
      Discovered now = new Discovery(link.api()).discover();
      return now.over(cache.state().resources()).find(kind);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<LiveResource> held(ResourceKey key) {
    return cache.objects().find(key);
  }

  @Override
  public KindSchema schema(GroupVersionKind kind) {
    return schemas.schema(kind);
  }

  @Override
  public void written(Manifest live) {
    cache.written(live);
  }

  @Override
  public void removed(ResourceKey key, String uid) {
    cache.removed(key, uid);
  }

  @Override
  public void kindMissing() {
    cache.kindMissing();
  }

  @Override
  public void managedChanged(String instance, Set<ResourceKey> keys) {
    listener.managedChanged(instance, keys);
  }

  @Override
  public void childChanged(String instance) {
    listener.childChanged(instance);
  }

  @Override
  public void clusterChanged() {
    schemas.changed();
    listener.clusterChanged();
  }
}
