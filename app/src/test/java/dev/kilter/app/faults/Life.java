package dev.kilter.app.faults;

import dev.kilter.app.runtime.Watches;
import dev.kilter.cluster.Clusters;
import dev.kilter.cluster.Link;
import dev.kilter.cluster.apply.ApplyLoad;
import dev.kilter.codec.Json;
import dev.kilter.control.Controller;
import dev.kilter.control.effect.CpuGate;
import dev.kilter.control.effect.Effects;
import dev.kilter.control.effect.Ports;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.state.LoopOptions;
import dev.kilter.engine.health.BuiltinHealth;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Destination;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.store.CredentialStore.Changed;
import dev.kilter.render.SourceRenderer;
import dev.kilter.store.applications.ApplicationScope;
import dev.kilter.store.applications.WatchedApplicationStore;
import dev.kilter.store.credentials.KubernetesCredentialStore;
import dev.kilter.store.projects.KubernetesProjectStore;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.settings.KubernetesSettingsStore;
import dev.kilter.store.tombstones.KubernetesTombstones;
import dev.kilter.store.watching.Followed;
import dev.kilter.store.watching.Following;
import dev.kilter.testkit.apiserver.ApiServer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process of Kilter from its start to its death, wired as {@code ControllerProcess} does, but
 * for threads: whatever it could do next waits to be picked.
 */
final class Life {
  private final Surroundings around;
  private final Wire wire;
  private final Wire far;
  private final SteppedCache cache;
  private final List<Feed> feeds = new ArrayList<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private final List<Command> commands = new ArrayList<>();
  private final Map<TimerId, Instant> timers = new LinkedHashMap<>();
  private final KubernetesSettingsStore settings;
  private final KubernetesProjectStore projects;
  private final KubernetesCredentialStore credentials;
  private final Clusters clusters;
  private @Nullable WatchedApplicationStore applications;
  private @Nullable Effects effects;
  private @Nullable Controller controller;

  /** What a process finds in the world. */
  record Surroundings(
      Time time,
      Dice dice,
      Troubles troubles,
      Repo repo,
      Ledger ledger,
      Address address,
      boolean far,
      Runnable meanwhile) {}

  Life(Surroundings around) {
    this.around = around;
    Ledger ledger = around.ledger();
    wire = wire(ledger::server);
    far = wire(around.address()::server);
    Resources resources = new Resources(wire);
    settings = new KubernetesSettingsStore(resources, Kubectl.CONTROL_PLANE);
    projects = new KubernetesProjectStore(resources, Kubectl.CONTROL_PLANE);
    credentials =
        new KubernetesCredentialStore(
            resources,
            Kubectl.CONTROL_PLANE,
            () -> around.far() ? Optional.empty() : Optional.of(destination()));
    cache =
        new SteppedCache(
            around.time(),
            around.dice(),
            (stream, reader) -> pipe(around.address()::server, stream.request(), reader));
    clusters =
        new Clusters(
            _ -> new Link(far, far, () -> new ApplyLoad(0, 0, 1), cache, _ -> true, () -> {}),
            new Clusters.ClusterContext(
                new BuiltinHealth(Json::parse),
                settings::current,
                around.time()::now,
                Clusters.ClusterContext.SILENCE));
  }

  private Wire wire(Supplier<ApiServer> address) {
    return new Wire(
        address,
        around.troubles(),
        around.meanwhile(),
        answer ->
            around
                .ledger()
                .told(new String(answer.content(), java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static ClusterConnection destination() {
    return new ClusterConnection(
        Destination.IN_CLUSTER_SERVER,
        Destination.IN_CLUSTER_NAME,
        List.of(),
        true,
        "",
        Map.of(),
        Map.of());
  }

  private Pipe pipe(Supplier<ApiServer> address, ApiRequest request, Pipe.Reader reader) {
    return new Pipe(
        address, around.troubles(), around.time(), request, reader, around.ledger()::told);
  }

  private Pipe home(ApiRequest request, Pipe.Reader reader) {
    return pipe(around.ledger()::server, request, reader);
  }

  /** The first thing a process does; false where it cannot start. */
  boolean start() {
    if (!(settings.load() instanceof Result.Success<?>)) {
      return false;
    }
    Resources resources = new Resources(wire);
    WatchedApplicationStore watched =
        new WatchedApplicationStore(
            resources,
            new ApplicationScope(
                Kubectl.CONTROL_PLANE, settings.current().applicationNamespaces()));
    applications = watched;
    List<Followed> followed = new ArrayList<>(settings.followed());
    followed.add(projects.followed());
    followed.add(credentials.followed());
    followed.add(watched.followed());
    followed.forEach(
        each -> feeds.add(new Feed(new Following(resources, each), around.time(), this::home)));
    return projects.ensureDefault() instanceof Result.Success<?>;
  }

  private void run() {
    WatchedApplicationStore store = java.util.Objects.requireNonNull(applications);
    clusters.update(credentials.clusters());
    credentials.watch(changed -> {
      if (changed == Changed.CLUSTERS) {
        clusters.update(credentials.clusters());
      }
    });
    settings.watch(_ -> clusters.settingsChanged());
    Ports ports =
        new Ports(
            store,
            credentials,
            around.repo().reached(around.troubles()::lasts),
            new SourceRenderer(),
            clusters,
            clusters,
            new Ports.Memory(
                new KubernetesTombstones(
                    new Resources(wire), Kubectl.CONTROL_PLANE, around.time(), Runnable::run),
                around.ledger().events(),
                around.ledger().journal()));
    effects = new Effects(ports, CpuGate.OPEN);
    controller = new Controller(LoopOptions.of(Kubectl.CONTROL_PLANE), settings.current());
    Watches watches = new Watches(events::add);
    watches.follow(settings);
    watches.follow(projects);
    watches.follow(credentials);
    watches.follow(clusters);
    watches.follow(store);
  }

  /** What could be done next. */
  void offer(List<Runnable> work) {
    for (Feed feed : feeds) {
      if (feed.ready()) {
        work.add(feed::step);
      }
    }
    if (controller == null) {
      if (feeds.stream().allMatch(Feed::synced)) {
        work.add(this::run);
      }
      return;
    }
    cache.offer(work);
    if (!events.isEmpty()) {
      work.add(() -> handle(events.removeFirst()));
      work.add(() -> handle(events.removeFirst()));
    }
    boolean slow = around.troubles().lasts(Fault.Type.GIT_SLOW);
    for (int i = 0; i < commands.size(); i++) {
      Command command = commands.get(i);
      if (!(slow && asksGit(command))) {
        work.add(() -> perform(command));
      }
    }
    Instant now = around.time().now();
    for (Map.Entry<TimerId, Instant> timer : timers.entrySet()) {
      if (!timer.getValue().isAfter(now)) {
        TimerId id = timer.getKey();
        work.add(() -> {
          timers.remove(id);
          events.add(new Event.TimerFired(id));
        });
      }
    }
  }

  private static boolean asksGit(Command command) {
    return command instanceof Command.ResolveRevision
        || command instanceof Command.Render
        || command instanceof Command.FindChanges
        || command instanceof Command.ReadSignatures;
  }

  private void handle(Event event) {
    for (Command command :
        java.util.Objects.requireNonNull(controller).handle(event, around.time().moment())) {
      switch (command) {
        case Command.SetTimer(var timer, var at) -> timers.put(timer, at);
        case Command.CancelTimer(var timer) -> timers.remove(timer);
        case Command.Publish(var snapshot) -> around.ledger().published(snapshot);
        case Command.Withdraw(var id) -> around.ledger().withdrawn(id);
        case Command.Stopped _ -> {}
        default -> commands.add(command);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // one of several that may be equal
  private void perform(Command command) {
    commands.removeIf(each -> each == command);
    java.util.Objects.requireNonNull(effects).perform(command).ifPresent(events::add);
  }

  /** When it will have something to do by time alone. */
  Instant wakeAt() {
    Instant first = controller == null ? Instant.MAX : cache.wakeAt();
    for (Feed feed : feeds) {
      first = feed.wakeAt().isBefore(first) ? feed.wakeAt() : first;
    }
    for (Instant at : timers.values()) {
      first = at.isBefore(first) ? at : first;
    }
    return first;
  }

  void pushed() {
    if (controller != null) {
      events.add(
          new Event.Pushed(
              new PushEvent(List.of(Repo.URL), "refs/heads/main", "", "", List.of(), false, true)));
    }
  }

  /** Streams break whose path contains this. */
  void cut(String target) {
    List<Pipe> pipes = new ArrayList<>(cache.pipes());
    feeds.forEach(feed -> feed.pipe().ifPresent(pipes::add));
    pipes.stream()
        .filter(pipe -> pipe.path().contains(target))
        .forEach(pipe -> pipe.breakOff("connection reset"));
  }

  /** Its streams from the destination. */
  List<Pipe> destinationStreams() {
    return List.copyOf(cache.pipes());
  }

  /** Whether something that it asked for has not been answered. */
  boolean working() {
    return !commands.isEmpty();
  }

  /** What it still holds of what is gone or done (I15); empty where there is no such thing. */
  List<String> leftovers(Set<ApplicationId> existing) {
    List<String> left = new ArrayList<>();
    timers.keySet().stream()
        .filter(timer -> timer.application().filter(id -> !existing.contains(id)).isPresent())
        .forEach(timer -> left.add("a timer " + timer.kind() + " of what is gone"));
    around.ledger().shown().stream()
        .filter(id -> !existing.contains(id))
        .forEach(id -> left.add("what is shown of " + id.name() + ", which is gone"));
    commands.forEach(command -> left.add("work that nobody does: " + command));
    Set<String> paths = new HashSet<>();
    cache.pipes().stream()
        .filter(pipe -> !pipe.over() && !paths.add(pipe.collection()))
        .forEach(pipe -> left.add("another stream of " + pipe.collection()));
    return left;
  }

  /** What it had asked for when it died: some of it may still arrive, unanswered. */
  List<Runnable> lastWords() {
    wire.orphan();
    far.orphan();
    Effects last = effects;
    if (last == null) {
      return List.of();
    }
    return commands.stream()
        .filter(Command.Writing.class::isInstance)
        .<Runnable>map(command ->
            () -> {
              var _ = last.perform(command);
            })
        .toList();
  }
}
