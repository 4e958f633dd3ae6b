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
import dev.kilter.cluster.cache.CacheEvent.Removed;
import dev.kilter.cluster.cache.CacheEvent.Tick;
import dev.kilter.cluster.cache.CacheEvent.Written;
import dev.kilter.cluster.discovery.Discovery;
import dev.kilter.cluster.discovery.ResourcePaths;
import dev.kilter.cluster.transport.Reason;
import dev.kilter.model.cluster.HealthAssessor;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cluster's watch cache at work: runs the machine on one thread and its commands on others.
 * Readers use {@link #objects} and {@link #state} from any thread without waiting.
 */
public final class ClusterCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterCache.class);
  private static final int BACKLOG = 8_192;
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
  private static final Duration WRITE_PATIENCE = Duration.ofSeconds(2);

  private final KubernetesApi api;
  private final Listener listener;
  private final HealthAssessor health;
  private final InstantSource clock;
  private final Duration silence;
  private final Interner interner = new Interner();
  private final ObjectIndex index = new ObjectIndex();
  private final CacheMachine machine;
  private final BlockingDeque<Entry> queue = new LinkedBlockingDeque<>(BACKLOG);
  private final Map<StreamId, Cancellation> running = new ConcurrentHashMap<>();
  private final Thread loop;
  private String lastSentence = "";
  private volatile WatchRules rules;
  private volatile CacheState state;
  private volatile long sequence;
  private volatile @Nullable Instant listedAt;
  private volatile boolean closed;

  /** An event, and who waits for it to be taken in. */
  private record Entry(CacheEvent event, @Nullable CountDownLatch done) {}

  /** Hears what the machine tells, on the cache's own thread. */
  public interface Listener {
    void managedChanged(String instance, Set<ResourceKey> keys);

    void childChanged(String instance);

    void clusterChanged();
  }

  /** How the cache behaves apart from the settings; {@code silence} is when a watch is dead. */
  public record Behaviour(HealthAssessor health, InstantSource clock, Duration silence) {}

  public ClusterCache(KubernetesApi api, WatchRules rules, Behaviour behaviour, Listener listener) {
    this.api = api;
    this.rules = rules;
    this.health = behaviour.health();
    this.clock = behaviour.clock();
    this.silence = behaviour.silence();
    this.listener = listener;
    this.machine = new CacheMachine(rules, index);
    this.state = machine.state();
    this.loop = Thread.ofVirtual().name("cache " + rules.server()).unstarted(this::run);
  }

  public void start() {
    post(new Configured(rules));
    loop.start();
  }

  public CacheState state() {
    return state;
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
    urgent(new Written(parser().hold(object, object.gvk())));
  }

  public void removed(ResourceKey key, String uid) {
    urgent(new Removed(key, uid));
  }

  private void urgent(CacheEvent event) {
    CountDownLatch done = new CountDownLatch(1);
    if (closed || !queue.offerFirst(new Entry(event, done))) {
      post(event);
      return;
    }
    try {
      done.await(WRITE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(CacheEvent event) {
    try {
      while (!closed && !queue.offerLast(new Entry(event, null), 1, TimeUnit.SECONDS)) {
        LOG.debug("the cache of {} is behind", rules.server());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        Entry entry = queue.pollFirst();
        take(entry == null ? awaited() : entry);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next event, or a tick where the machine wishes to be woken before there is one. */
  private Entry awaited() throws InterruptedException {
    Duration left = Duration.between(clock.instant(), machine.wakeAt());
    Duration sleep = left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
    Entry entry = queue.pollFirst(Math.max(0, sleep.toMillis()), TimeUnit.MILLISECONDS);
    return entry == null ? new Entry(new Tick(), null) : entry;
  }

  @SuppressWarnings({"CatchingUnchecked", "NonAtomicVolatileUpdate"}) // loop's top; one writer
  private void take(Entry entry) {
    try {
      machine.step(entry.event(), clock.instant()).forEach(this::execute);
      state = machine.state();
      if (listedAt == null && state.synced()) {
        listedAt = clock.instant();
      }
    } catch (RuntimeException e) {
      LOG.error("the cache of {} met a defect", rules.server(), e);
    } finally {
      sequence++;
      if (entry.done() != null) {
        entry.done().countDown();
      }
    }
  }

  private void execute(CacheCommand command) {
    state = machine.state();
    switch (command) {
      case Discover _ -> Thread.startVirtualThread(this::discover);
      case Watch watch -> launch(watch.stream(), ended -> watch(watch, ended));
      case ListAll list -> launch(list.stream(), _ -> list(list));
      case Stop stop -> {
        Cancellation cancellation = running.remove(stop.stream());
        if (cancellation != null) {
          Thread.startVirtualThread(cancellation::cancel);
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

  private interface Body {
    void run(Cancellation cancellation);
  }

  private void launch(StreamId stream, Body body) {
    Cancellation cancellation = new Cancellation();
    running.put(stream, cancellation);
    Thread.ofVirtual()
        .name("stream " + stream)
        .start(() -> {
          body.run(cancellation);
          running.remove(stream, cancellation);
        });
  }

  private void discover() {
    try {
      post(new Found(new Discovery(api).discover()));
    } catch (IOException | RuntimeException e) {
      post(new DiscoveryFailed(Reason.of(e), random()));
    }
  }

  private void watch(Watch watch, Cancellation cancellation) {
    StreamId id = watch.stream();
    int[] status = {0};
    String message = "";
    StreamReader reader = new StreamReader(id, watch.attempt(), parser(), this::post);
    ApiRequest request =
        ApiRequest.get(watchPath(id, watch.resourceVersion())).withPatience(silence);
    try {
      int answered =
          api.follow(
              request,
              line -> {
                if (status[0] == 0) {
                  status[0] = read(reader, line);
                  if (status[0] != 0) {
                    cancellation.cancel();
                  }
                }
              },
              cancellation);
      status[0] = status[0] == 0 ? answered : status[0];
    } catch (IOException | UncheckedIOException e) {
      message = Reason.of(e);
    }
    post(new Closed(id, watch.attempt(), status[0], message, random()));
  }

  private static int read(StreamReader reader, String line) {
    try {
      return line.isEmpty() ? 0 : reader.line(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      if (response.ok()) {
        new StreamReader(id, list.attempt(), parser(), this::post).list(response.content());
      } else {
        post(new Closed(id, list.attempt(), response.status(), "", random()));
      }
    } catch (IOException e) {
      post(new Closed(id, list.attempt(), 0, Reason.of(e), random()));
    }
  }

  private ObjectParser parser() {
    return new ObjectParser(new Marks(rules.tracking()), health, interner);
  }

  private static double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  @Override
  public void close() {
    closed = true;
    loop.interrupt();
    running.values().forEach(cancellation -> Thread.startVirtualThread(cancellation::cancel));
  }
}
