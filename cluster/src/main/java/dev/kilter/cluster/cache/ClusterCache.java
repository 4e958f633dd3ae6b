package dev.kilter.cluster.cache;

import dev.kilter.cluster.cache.CacheCommand.Discover;
import dev.kilter.cluster.cache.CacheCommand.ListAll;
import dev.kilter.cluster.cache.CacheCommand.Stop;
import dev.kilter.cluster.cache.CacheCommand.TellChildren;
import dev.kilter.cluster.cache.CacheCommand.TellCluster;
import dev.kilter.cluster.cache.CacheCommand.TellManaged;
import dev.kilter.cluster.cache.CacheCommand.Watch;
import dev.kilter.cluster.cache.CacheEvent.Closed;
import dev.kilter.cluster.cache.CacheEvent.Configured;
import dev.kilter.cluster.cache.CacheEvent.DiscoveryFailed;
import dev.kilter.cluster.cache.CacheEvent.Found;
import dev.kilter.cluster.cache.CacheEvent.KindMissing;
import dev.kilter.cluster.cache.CacheEvent.Moved;
import dev.kilter.cluster.cache.CacheEvent.Removed;
import dev.kilter.cluster.cache.CacheEvent.Tick;
import dev.kilter.cluster.cache.CacheEvent.Written;
import dev.kilter.cluster.discovery.Discovered;
import dev.kilter.cluster.discovery.Discovery;
import dev.kilter.cluster.discovery.ResourcePaths;
import dev.kilter.cluster.transport.Reason;
import dev.kilter.model.cluster.HealthAssessor;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cluster's watch cache at work: turns what happens into events of the machine and carries out
 * what that wants. Readers use {@link #objects} and {@link #state} from any thread without waiting.
 */
public final class ClusterCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterCache.class);

  private final KubernetesApi api;
  private final CacheRuntime runtime;
  private final Listener listener;
  private final HealthAssessor health;
  private final InstantSource clock;
  private final Duration silence;
  private final Identity identity;
  private final Interner interner = new Interner();
  private final ObjectIndex index = new ObjectIndex();
  private final CacheMachine machine;
  private final Map<StreamId, StreamAttempt> opened = new ConcurrentHashMap<>();
  private String lastSentence = "";
  private volatile WatchRules rules;
  private volatile CacheState state;
  private volatile long sequence;
  private volatile @Nullable Instant listedAt;

  /** Hears what the machine tells, in the cache's own turns. */
  public interface Listener {
    void managedChanged(String instance, Set<ResourceKey> keys);

    void childChanged(String instance);

    void clusterChanged();
  }

  /** Whether the address still leads to the same cluster, which a stream's begin or end may not. */
  public interface Identity {
    /** False where there is nothing to find out. */
    boolean doubt();

    /** Finds out, with a request where there is a doubt. */
    void settle();
  }

  /**
   * How the cache behaves apart from the settings; {@code silence} is when a watch is dead, {@code
   * runtime} what it runs on.
   */
  public record Behaviour(
      HealthAssessor health,
      InstantSource clock,
      Duration silence,
      CacheRuntime runtime,
      Identity identity) {}

  public ClusterCache(KubernetesApi api, WatchRules rules, Behaviour behaviour, Listener listener) {
    this.api = api;
    this.rules = rules;
    this.health = behaviour.health();
    this.clock = behaviour.clock();
    this.silence = behaviour.silence();
    this.identity = behaviour.identity();
    this.runtime = behaviour.runtime();
    this.listener = listener;
    this.machine = new CacheMachine(rules, index);
    this.state = machine.state();
  }

  public void start() {
    post(new Configured(rules));
    runtime.start(
        new CacheRuntime.Alarm() {
          @Override
          public Instant wakeAt() {
            return machine.wakeAt();
          }

          @Override
          public void ring() {
            take(new Tick());
          }
        });
  }

  public CacheState state() {
    return state;
  }

  /** By the clock that it waits by. */
  public Instant now() {
    return clock.instant();
  }

  /** When every kind had been listed; empty until then. */
  public Optional<Instant> listedAt() {
    return Optional.ofNullable(listedAt);
  }

  /** Changes that the watches told so far, by kind. */
  public Map<GroupKind, Long> told() {
    return machine.told().byKind();
  }

  /** Counts the events taken in so far. */
  public long sequence() {
    return sequence;
  }

  public LiveObjects objects() {
    return new LiveObjects(index, new Marks(rules.tracking()), health);
  }

  public WatchRules rules() {
    return rules;
  }

  public void configure(WatchRules changed) {
    rules = changed;
    post(new Configured(changed));
  }

  public void kindMissing() {
    post(new KindMissing());
  }

  /** Takes in the answer to a write before anyone can ask for it (read your writes). */
  public void written(Manifest object) {
    CacheEvent event = new Written(parser().hold(object, object.gvk()));
    runtime.urgentTurn(() -> take(event));
  }

  public void removed(ResourceKey key, String uid) {
    runtime.urgentTurn(() -> take(new Removed(key, uid)));
  }

  /** Forgets what was held, before anyone can ask for it: it is of another cluster. */
  public void moved() {
    runtime.urgentTurn(() -> take(new Moved()));
  }

  private void post(CacheEvent event) {
    runtime.turn(() -> take(event));
  }

  @SuppressWarnings({"CatchingUnchecked", "NonAtomicVolatileUpdate"}) // a turn's top; one writer
  private void take(CacheEvent event) {
    try {
      machine.step(event, clock.instant()).forEach(this::execute);
      state = machine.state();
      if (listedAt == null && state.synced()) {
        listedAt = clock.instant();
      }
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("the cache of {} met a defect", rules.server(), e);
    } finally {
      sequence++;
    }
  }

  private void execute(CacheCommand command) {
    state = machine.state();
    switch (command) {
      case Discover _ -> runtime.request(this::discover);
      case Watch watch -> open(watch);
      case ListAll list -> runtime.request(() -> list(list));
      case Stop stop -> {
        StreamAttempt attempt = opened.remove(stop.stream());
        if (attempt != null) {
          runtime.request(attempt.cancellation()::cancel);
        }
      }
      case TellManaged tell -> listener.managedChanged(tell.instance(), tell.keys());
      case TellChildren tell -> listener.childChanged(tell.instance());
      case TellCluster _ -> {
        tellPeople(state);
        listener.clusterChanged();
      }
    }
  }

  /** One line for each thing that happened, not for each that the loop hears of. */
  private void tellPeople(CacheState now) {
    String sentence =
        !now.connected()
            ? "not reachable: " + now.message()
            : now.synced()
                ? "connected and listed, %d kinds".formatted(now.resources().all().size())
                : "connected, listing %d kinds".formatted(now.resources().all().size());
    if (!sentence.equals(lastSentence)) {
      lastSentence = sentence;
      LOG.info("cluster {}: {}", rules.server(), sentence);
    }
  }

  private void discover() {
    try {
      Discovered found = new Discovery(api).discover();
      identity.settle();
      post(new Found(found));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      post(new DiscoveryFailed(Reason.of(e), runtime.chance()));
    }
  }

  private void open(Watch watch) {
    ApiRequest request =
        ApiRequest.get(watchPath(watch.stream(), watch.resourceVersion())).withPatience(silence);
    StreamAttempt attempt =
        new StreamAttempt(watch, request, parser(), new Told(), runtime::chance);
    opened.put(watch.stream(), attempt);
    runtime.open(attempt);
  }

  /** Takes what one stream tells; its first and last words may come from another cluster. */
  private final class Told implements Consumer<CacheEvent> {
    private boolean begun;

    @Override
    public void accept(CacheEvent event) {
      boolean over = event instanceof Closed;
      boolean doubted = (!begun || over) && identity.doubt();
      begun = true;
      post(event);
      if (over && doubted) {
        runtime.request(identity::settle);
      }
    }
  }

  private static String watchPath(StreamId id, String resourceVersion) {
    String path =
        ResourcePaths.collection(id.resource(), id.namespace())
            + "?watch=1&allowWatchBookmarks=true";
    return resourceVersion.isEmpty()
        ? path + "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
        : path + "&resourceVersion=" + ResourcePaths.encode(resourceVersion);
  }

  private void list(ListAll list) {
    StreamId id = list.stream();
    String path = ResourcePaths.collection(id.resource(), id.namespace()) + "?resourceVersion=0";
    try {
      ApiResponse response = api.send(ApiRequest.get(path));
      boolean _ = identity.doubt();
      if (response.ok()) {
        new StreamReader(id, list.attempt(), parser(), this::post).list(response.content());
      } else {
        post(new Closed(id, list.attempt(), response.status(), "", runtime.chance()));
      }
    } catch (IOException | RuntimeException | StackOverflowError e) {
      post(new Closed(id, list.attempt(), 0, Reason.of(e), runtime.chance()));
    }
  }

  private ObjectParser parser() {
    return new ObjectParser(new Marks(rules.tracking()), health, interner);
  }

  @Override
  public void close() {
    runtime.close();
    opened.values().forEach(attempt -> runtime.request(attempt.cancellation()::cancel));
  }
}
