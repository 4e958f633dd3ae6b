package dev.kilter.control;

import dev.kilter.control.effect.CpuGate;
import dev.kilter.control.effect.Effects;
import dev.kilter.control.effect.Ports;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.state.LoopOptions;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.engine.health.BuiltinHealth;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Destination;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.model.time.Moment;
import dev.kilter.testkit.application.TestProjects;
import dev.kilter.testkit.application.TestSettings;
import dev.kilter.testkit.cluster.ModelCluster;
import dev.kilter.testkit.git.ScriptedGit;
import dev.kilter.testkit.render.FolderRenderer;
import dev.kilter.testkit.store.InMemoryApplicationStore;
import dev.kilter.testkit.store.InMemoryCredentials;
import dev.kilter.testkit.store.InMemoryProjects;
import dev.kilter.testkit.store.InMemorySettings;
import dev.kilter.testkit.store.Recorders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The loop over fakes, on one thread, with a clock that a test moves by hand. */
final class World {
  static final String REPO = "https://git.example/shop";
  static final String SERVER = Destination.IN_CLUSTER_SERVER;

  final ScriptedGit git = new ScriptedGit();
  final InMemoryApplicationStore applications = new InMemoryApplicationStore();
  final InMemoryProjects projects = new InMemoryProjects();
  final InMemorySettings settings = new InMemorySettings(TestSettings.DEFAULT);
  final InMemoryCredentials credentials = new InMemoryCredentials();
  final ModelCluster cluster =
      new ModelCluster(SERVER, "in-cluster", new BuiltinHealth(dev.kilter.codec.Json::parse));
  final Recorders.Graveyard tombstones = new Recorders.Graveyard();
  final Recorders.Events events = new Recorders.Events();
  final Recorders.Memory journal = new Recorders.Memory();
  final List<Command> commands = new ArrayList<>();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  Duration skew = Duration.ZERO;

  private final Ports ports =
      new Ports(
          applications,
          credentials,
          git,
          new FolderRenderer(),
          cluster,
          cluster,
          new Ports.Memory(tombstones, events, journal));
  private final Effects effects = new Effects(ports, CpuGate.OPEN);
  private final Deque<Event> queue = new ArrayDeque<>();
  private final Map<TimerId, Instant> timers = new HashMap<>();
  private final Map<ApplicationId, ApplicationSnapshot> snapshots = new TreeMap<>();
  private LoopOptions options = LoopOptions.of("argocd");
  private @Nullable Controller controller;
  private int generation;
  private int lives = Integer.MAX_VALUE;
  private Predicate<Command> lost = _ -> false;
  private boolean watchLags;

  World() {
    projects.put(TestProjects.permissive("default"));
    credentials.putCluster(SERVER, Destination.IN_CLUSTER_NAME);
  }

  World observing() {
    options = options.observing();
    return this;
  }

  World signatures(LoopOptions.SignatureChecks checks) {
    options = options.checking(checks);
    return this;
  }

  World stepsInFlight(int most) {
    options =
        new LoopOptions(
            options.namespace(),
            options.observe(),
            options.heavyInFlight(),
            options.heavyPerGroup(),
            most,
            options.revisionWritesPerSecond(),
            options.signatures());
    return this;
  }

  /** A new process: it knows what the stores and the cluster say, and nothing else. */
  World start() {
    int mine = ++generation;
    queue.clear();
    timers.clear();
    snapshots.clear();
    controller = new Controller(options, settings.current());
    settings.watch(changed -> post(mine, new Event.SettingsChanged(changed)));
    projects
        .list()
        .map(all -> {
          all.forEach(project ->
              post(mine, new Event.ProjectChanged(project.name(), Optional.of(project))));
          return all;
        });
    projects.watch(name -> post(mine, new Event.ProjectChanged(name, projects.find(name))));
    post(mine, new Event.ClustersChanged(credentials.clusters()));
    credentials.watch(_ -> post(mine, new Event.ClustersChanged(credentials.clusters())));
    cluster.listen(new LiveListener(mine));
    applications.watch(new StoreListener(mine));
    return this;
  }

  private void post(int from, Event event) {
    if (from == generation) {
      queue.add(event);
    }
  }

  void tell(Event event) {
    queue.add(event);
    settle();
  }

  /** The process dies after so many more commands; the rest, and all answers, are lost. */
  void dieAfter(int more) {
    lives = more;
  }

  boolean died() {
    return lives <= 0;
  }

  /** These commands are never carried out. */
  void lose(Predicate<Command> which) {
    lost = which;
  }

  /** Something happens in the world just before such a command is carried out, once. */
  void justBefore(Class<? extends Command> which, Runnable happening) {
    List<Runnable> pending = new ArrayList<>(List.of(happening));
    lost =
        command -> {
          if (which.isInstance(command) && !pending.isEmpty()) {
            pending.removeFirst().run();
          }
          return false;
        };
  }

  /** The cluster's watch tells nothing yet; what our own writes returned is seen all the same. */
  void watchLags() {
    watchLags = true;
  }

  /** Carries everything out until nothing is left to do at this time. */
  void settle() {
    for (int i = 0; i < 100_000; i++) {
      Event event = queue.poll();
      if (event == null || died()) {
        return;
      }
      for (Command command :
          java.util.Objects.requireNonNull(controller)
              .handle(event, new Moment(now, now.plus(skew)))) {
        if (died()) {
          return;
        }
        carryOut(command);
      }
    }
    throw new AssertionError("the loop does not come to rest; last: " + commands.getLast());
  }

  private void carryOut(Command command) {
    switch (command) {
      case Command.SetTimer(var timer, var at) -> timers.put(timer, at);
      case Command.CancelTimer(var timer) -> timers.remove(timer);
      case Command.Publish(var snapshot) -> snapshots.put(snapshot.application().id(), snapshot);
      case Command.Withdraw(var id) -> snapshots.remove(id);
      default -> {
        commands.add(command);
        if (lost.test(command)) {
          return;
        }
        lives--;
        Optional<Event> answer = effects.perform(command);
        if (!died()) {
          answer.ifPresent(queue::add);
        }
      }
    }
  }

  /** Lets time pass, timer by timer. */
  void pass(Duration duration) {
    Instant end = now.plus(duration);
    settle();
    while (!died()) {
      Optional<Map.Entry<TimerId, Instant>> next =
          timers.entrySet().stream()
              .filter(timer -> !timer.getValue().isAfter(end))
              .min(
                  Map.Entry.<TimerId, Instant>comparingByValue()
                      .thenComparing(
                          timer -> timer.getKey().toString(), Comparator.naturalOrder()));
      if (next.isEmpty()) {
        break;
      }
      timers.remove(next.get().getKey());
      now = next.get().getValue().isAfter(now) ? next.get().getValue() : now;
      queue.add(new Event.TimerFired(next.get().getKey()));
      settle();
    }
    now = end;
  }

  void pass() {
    pass(Duration.ofMinutes(1));
  }

  void push(String branch) {
    tell(
        new Event.Pushed(
            new PushEvent(List.of(REPO), "refs/heads/" + branch, "", "", List.of(), false, true)));
  }

  String commit(Map<String, String> files) {
    return git.commit(REPO, "main", files);
  }

  Application app(String name) {
    return applications.existing(id(name));
  }

  static ApplicationId id(String name) {
    return new ApplicationId("argocd", name);
  }

  SyncStatus sync(String name) {
    return app(name).status().sync().status().orElseThrow();
  }

  OperationState operation(String name) {
    return app(name).status().operationState().orElseThrow();
  }

  List<Condition.Type> conditions(String name) {
    return app(name).status().conditions().stream().map(Condition::type).toList();
  }

  ApplicationSnapshot snapshot(String name) {
    return java.util.Objects.requireNonNull(snapshots.get(id(name)));
  }

  static ResourceKey configMap(String name) {
    return new ResourceKey("", "ConfigMap", "shop", name);
  }

  Optional<Manifest> live(ResourceKey key) {
    return cluster.object(key);
  }

  private final class LiveListener implements LiveStateReader.Listener {
    private final int mine;

    private LiveListener(int mine) {
      this.mine = mine;
    }

    @Override
    public void managedChanged(String server, String instance, Set<ResourceKey> keys) {
      if (!watchLags) {
        post(mine, new Event.LiveChanged(server, instance, keys));
      }
    }

    @Override
    public void childChanged(String server, String instance) {
      post(mine, new Event.ChildChanged(server, instance));
    }

    @Override
    public void clusterChanged(String server) {
      post(mine, new Event.ClusterChanged(server));
    }

    @Override
    public void clusterIdentified(String server, String identity) {
      post(mine, new Event.ClusterIdentified(server, identity));
    }
  }

  private final class StoreListener implements ApplicationStore.Listener {
    private final int mine;

    private StoreListener(int mine) {
      this.mine = mine;
    }

    @Override
    public void upserted(Application application) {
      post(mine, new Event.ApplicationUpserted(application));
    }

    @Override
    public void removed(ApplicationId id) {
      post(mine, new Event.ApplicationRemoved(id));
    }

    @Override
    public void synced() {
      post(mine, new Event.ApplicationsSynced());
    }
  }
}
