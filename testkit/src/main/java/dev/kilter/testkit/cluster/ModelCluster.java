package dev.kilter.testkit.cluster;

import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.HealthAssessor;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.cluster.ResourceApplier;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One cluster in memory, seen through both ports: uids, resourceVersions, fields owned by manager,
 * finalizers, preconditions of deletes. Its cache is never behind. A test may refuse objects, lose
 * replies, cut the connection, and change objects by hand.
 */
public final class ModelCluster implements LiveStateReader, ResourceApplier {
  private final String server;
  private final String name;
  private final HealthAssessor health;
  private final SortedMap<ResourceKey, Manifest> objects = new TreeMap<>();
  private final SortedMap<ResourceKey, Failure> refusals = new TreeMap<>();
  private final SortedMap<ResourceKey, String> notes = new TreeMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final AtomicInteger openLogs = new AtomicInteger();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Set<ResourceKey> broken = new HashSet<>();
  private final ApiResources apiResources = Kinds.served();
  private final Set<String> away = new HashSet<>();
  private boolean connected = true;
  private boolean losingReplies;
  private boolean listing;
  private Map<String, String> unlistable = Map.of();
  private boolean silent;
  private long lastVersion;

  public ModelCluster(String server, String name, HealthAssessor health) {
    this.server = server;
    this.name = name;
    this.health = health;
  }

  /** Writes that arrived, as {@code verb key}, in order; a no-op counts. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  public synchronized Optional<Manifest> object(ResourceKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  public synchronized List<ResourceKey> keys() {
    return List.copyOf(objects.keySet());
  }

  /** As someone else does it with kubectl: creates, or replaces what is there. */
  public synchronized void edit(ResourceKey key, UnaryOperator<Manifest> change) {
    Manifest before = existing(key);
    store(Objects.edited(before, change.apply(before), "kubectl-edit"));
  }

  /** Puts an object there as another program made it. */
  public synchronized void put(Manifest manifest) {
    store(Objects.edited(Manifest.of(Map.of()), manifest, "someone"));
  }

  /** Takes an object away, whatever its finalizers say. */
  public synchronized void vanish(ResourceKey key) {
    Manifest gone = objects.remove(key);
    lastVersion++;
    if (gone != null) {
      tell(gone);
    }
  }

  /** Every write of the object fails so, until empty. */
  public synchronized void refuse(ResourceKey key, Optional<Failure> failure) {
    failure.ifPresentOrElse(why -> refusals.put(key, why), () -> refusals.remove(key));
  }

  /** Whoever writes the object runs into a bug. */
  public synchronized void breakOn(ResourceKey key) {
    broken.add(key);
  }

  /** The object is applied, but in another way than asked, and the answer says why. */
  public synchronized void note(ResourceKey key, String note) {
    notes.put(key, note);
  }

  /** Writes are done, but their replies never arrive. */
  public synchronized void loseReplies(boolean lose) {
    losingReplies = lose;
  }

  /** While it is being listed the cache shows nothing, and says that it is not complete. */
  public synchronized void listing(boolean still) {
    listing = still;
    listeners.forEach(listener -> listener.clusterChanged(server));
  }

  /** Kinds that cannot be listed, and why; until there are none, not everything is. */
  public synchronized void unlistable(Map<String, String> kinds) {
    unlistable = Map.copyOf(kinds);
    listing(!kinds.isEmpty());
  }

  /** Changes are not told, as while a watch is slow; who asks sees them. */
  public synchronized void silent(boolean still) {
    silent = still;
  }

  /** The server of an API group that is not the cluster's own comes and goes. */
  public synchronized void away(String group, boolean gone) {
    if (gone) {
      away.add(group);
    } else {
      away.remove(group);
    }
    listeners.forEach(listener -> listener.clusterChanged(server));
  }

  public synchronized void connected(boolean up) {
    connected = up;
    listeners.forEach(listener -> listener.clusterChanged(server));
  }

  @Override
  public synchronized ApplyOutcome apply(String to, ApplyRequest request) {
    ResourceKey key = request.key();
    requests.add("apply " + key);
    if (broken.contains(key)) {
      throw new IllegalStateException("a bug, at " + key);
    }
    if (!reaches(to)) {
      return new ApplyOutcome.Failed(unreachable(to));
    }
    Failure refused = refusals.get(key);
    if (refused != null) {
      return new ApplyOutcome.Failed(refused);
    }
    Optional<Manifest> before = object(key);
    Manifest after = Objects.applied(before, request.manifest(), FIELD_MANAGER);
    if (request.mode() == ApplyRequest.Mode.DRY_RUN) {
      return new ApplyOutcome.Applied(ApplyOutcome.Change.UNCHANGED, after, "");
    }
    boolean same = before.filter(after::equals).isPresent();
    Manifest live = same ? after : store(after);
    return losingReplies
        ? new ApplyOutcome.Unknown("connection reset before the reply")
        : new ApplyOutcome.Applied(
            change(request.mode(), before, same), live, notes.getOrDefault(key, ""));
  }

  @Override
  public synchronized DeleteOutcome delete(String to, DeleteRequest request) {
    requests.add("delete " + request.key());
    if (!reaches(to)) {
      return new DeleteOutcome.Failed(unreachable(to));
    }
    Manifest live = objects.get(request.key());
    if (live == null) {
      return new DeleteOutcome.AlreadyGone();
    }
    Failure refused = refusals.get(request.key());
    if (refused != null) {
      return new DeleteOutcome.Failed(refused);
    }
    boolean moved =
        !request.resourceVersion().isEmpty()
            && !live.resourceVersion().equals(request.resourceVersion());
    if (!live.uid().equals(request.uid()) || moved) {
      return new DeleteOutcome.Changed("the object is not as it was read");
    }
    boolean gone = live.list("metadata", "finalizers").isEmpty();
    if (gone) {
      vanish(request.key());
    } else if (live.at("metadata", "deletionTimestamp").isEmpty()) {
      store(live.with("2026-01-01T00:00:00Z", "metadata", "deletionTimestamp"));
    }
    return losingReplies
        ? new DeleteOutcome.Unknown("connection reset before the reply")
        : new DeleteOutcome.Deleted(gone);
  }

  @Override
  public synchronized List<ClusterState> clusters() {
    return List.of(
        new ClusterState(
            server,
            name,
            connected,
            connected,
            connected ? "" : "connection refused",
            "v1.36.3",
            objects.size()));
  }

  @Override
  public synchronized Result<LiveState> live(
      String at, String instanceName, Collection<ResourceKey> wanted) {
    if (!reaches(at)) {
      return Result.failed(unreachable(at));
    }
    if (listing) {
      return Result.success(new LiveState(Map.of(), false, lastVersion, unlistable, List.of()));
    }
    Optional<ResourceKey> unknown =
        wanted.stream().filter(key -> away.contains(key.group())).findFirst();
    if (unknown.isPresent()) {
      return Result.failed(unavailable(unknown.get()));
    }
    Map<ResourceKey, LiveResource> found = new TreeMap<>();
    objects.forEach((key, manifest) -> {
      if (away.contains(key.group())) {
        return;
      }
      LiveResource resource = Objects.live(manifest, health);
      boolean mine =
          resource.tracking().filter(id -> id.instance().equals(instanceName)).isPresent();
      if (mine || wanted.contains(key)) {
        found.put(key, resource);
      }
    });
    return Result.success(new LiveState(found, true, lastVersion));
  }

  @Override
  public synchronized Result<ApiResources> apiResources(String at) {
    return reaches(at) ? Result.success(apiResources) : Result.failed(unreachable(at));
  }

  @Override
  public KindSchema schema(String at, GroupVersionKind gvk) {
    return KindSchema.UNKNOWN;
  }

  @Override
  public synchronized Result<Manifest> get(String at, ResourceKey key) {
    if (!reaches(at)) {
      return Result.failed(unreachable(at));
    }
    return object(key)
        .map(Result::success)
        .orElseGet(() -> Result.failed(new Failure.NotFound("no " + key)));
  }

  @Override
  public List<LiveResource> children(String at, String uid) {
    return List.of();
  }

  @Override
  public List<LiveResource> orphans(String at, String namespace) {
    return List.of();
  }

  @Override
  public Result<List<Manifest>> events(String at, String namespace, String uid) {
    return Result.success(List.of());
  }

  @Override
  public Result<List<String>> logTail(String at, LogQuery query) {
    return Result.success(List.of());
  }

  @Override
  public Result<Void> log(
      String at, LogQuery query, Consumer<String> lines, Cancellation cancellation) {
    CountDownLatch ended = new CountDownLatch(query.follow() ? 1 : 0);
    cancellation.onCancel(ended::countDown);
    openLogs.incrementAndGet();
    try {
      said.forEach(lines);
      ended.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      openLogs.decrementAndGet();
    }
    return Result.done();
  }

  /** How many logs are being read. */
  public int openLogs() {
    return openLogs.get();
  }

  /** What is in every log from now on. */
  public void say(String... lines) {
    said.addAll(List.of(lines));
  }

  @Override
  public synchronized void listen(Listener listener) {
    listeners.add(listener);
  }

  private Manifest store(Manifest manifest) {
    long version = ++lastVersion;
    Manifest stored =
        manifest.uid().isEmpty() ? manifest.with("uid-" + version, "metadata", "uid") : manifest;
    stored = stored.with(Long.toString(version), "metadata", "resourceVersion");
    objects.put(stored.key(), stored);
    boolean released =
        stored.at("metadata", "deletionTimestamp").isPresent()
            && stored.list("metadata", "finalizers").isEmpty();
    if (released) {
      vanish(stored.key());
    } else {
      tell(stored);
    }
    return stored;
  }

  private void tell(Manifest manifest) {
    if (silent) {
      return;
    }
    LiveResource resource = Objects.live(manifest, health);
    resource
        .tracking()
        .ifPresent(id ->
            listeners.forEach(listener ->
                listener.managedChanged(server, id.instance(), Set.of(resource.key()))));
  }

  private Manifest existing(ResourceKey key) {
    return object(key).orElseThrow(() -> new IllegalStateException("no object " + key));
  }

  /** It is the only cluster that answers at all. */
  private boolean reaches(String asked) {
    return connected && asked.equals(server);
  }

  private static Failure unreachable(String asked) {
    return new Failure.ClusterUnreachable(asked, "connection refused: " + asked);
  }

  private static Failure unavailable(ResourceKey key) {
    return new Failure.Refused(
        key, 503, "ServiceUnavailable", "the server of " + key.group() + " is not available");
  }

  private static ApplyOutcome.Change change(
      ApplyRequest.Mode mode, Optional<Manifest> before, boolean same) {
    if (mode == ApplyRequest.Mode.SERVER_SIDE) {
      return ApplyOutcome.Change.SERVER_SIDE_APPLIED;
    }
    if (before.isEmpty()) {
      return ApplyOutcome.Change.CREATED;
    }
    return same ? ApplyOutcome.Change.UNCHANGED : ApplyOutcome.Change.CONFIGURED;
  }
}
