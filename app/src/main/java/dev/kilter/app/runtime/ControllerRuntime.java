package dev.kilter.app.runtime;

import dev.kilter.codec.PackedTree;
import dev.kilter.control.Controller;
import dev.kilter.control.effect.Effects;
import dev.kilter.control.effect.Ports;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.state.LoopOptions;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.store.ProjectStore;
import dev.kilter.model.store.SettingsStore;
import dev.kilter.model.time.SteadyClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the control loop for real: events from the watches, from timers and from finished commands
 * queue up for one thread; each command runs on a virtual thread of its own.
 */
public final class ControllerRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerRuntime.class);
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Ports ports;
  private final SettingsStore settings;
  private final ProjectStore projects;
  private final SteadyClock clock;
  private final Controller controller;
  private final Effects effects;
  private final BlockingQueue<Queued> events = new LinkedBlockingQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Snapshots snapshots = new Snapshots();
  private final Timers timers;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread loop;
  private final LoopListener listener;

  /** An event, and when it came. */
  private record Queued(Event event, long nanos) {}

  public ControllerRuntime(
      Ports ports,
      SettingsStore settings,
      ProjectStore projects,
      LoopOptions options,
      SteadyClock clock,
      LoopListener listener) {
    this.ports = ports;
    this.settings = settings;
    this.projects = projects;
    this.clock = clock;
    this.listener = listener;
    controller = new Controller(options, settings.current());
    effects =
        new Effects(
            ports,
            new Permits(Runtime.getRuntime().availableProcessors()),
            manifest -> Manifest.of(PackedTree.of(manifest.root())));
    timers = new Timers(clock, this::hear);
    loop = Thread.ofPlatform().daemon().name("kilter-loop").unstarted(this::run);
  }

  /** Begins to follow the stores and clusters, applications last, so that the rest is known. */
  public void start() {
    loop.start();
    Watches watches = new Watches(this::hear);
    watches.follow(settings);
    watches.follow(projects);
    watches.follow(ports.credentials());
    watches.follow(ports.live());
    watches.follow(ports.applications());
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  /** A push that a webhook told of. */
  public void pushed(PushEvent push) {
    hear(new Event.Pushed(push));
  }

  /** How many events wait for the loop; near zero unless it cannot keep up. */
  public int backlog() {
    return events.size();
  }

  /** How many commands are being carried out. */
  public int inFlight() {
    return inFlight.get();
  }

  private void hear(Event event) {
    events.add(new Queued(event, System.nanoTime()));
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        handle(events.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The loop's top: a defect costs the event at hand, and every later look repairs what it can. */
  private void handle(Queued queued) {
    Event event = queued.event();
    long start = System.nanoTime();
    try {
      List<Command> commands = controller.handle(event, clock.now());
      long end = System.nanoTime();
      commands.forEach(this::carryOut);
      listener.handled(
          new LoopListener.Handled(
              event,
              commands,
              Duration.ofNanos(start - queued.nanos()),
              Duration.ofNanos(end - start),
              controller.load()));
    } catch (RuntimeException | StackOverflowError e) {
      Acting.on(
          application(Subjects.of(event)),
          () ->
              LOG.error(
                  "A defect in the control loop, at {}", event.getClass().getSimpleName(), e));
    }
  }

  private void carryOut(Command command) {
    switch (command) {
      case Command.SetTimer(var timer, var at) -> timers.set(timer, at);
      case Command.CancelTimer(var timer) -> timers.cancel(timer);
      case Command.Publish(var snapshot) -> {
        Chronicle.moved(snapshots.find(snapshot.application().id()), snapshot);
        snapshots.publish(snapshot);
      }
      case Command.Withdraw(var id) -> snapshots.withdraw(id);
      case Command.Stopped _ -> stopped.countDown();
      case Command.RecordEvent(var about, var event) -> {
        Chronicle.event(about, event);
        perform(command);
      }
      default -> perform(command);
    }
  }

  private void perform(Command command) {
    inFlight.incrementAndGet();
    workers.execute(() -> {
      try {
        Acting.on(application(Subjects.of(command)), () -> answer(command));
      } finally {
        inFlight.decrementAndGet();
      }
    });
  }

  private void answer(Command command) {
    long start = System.nanoTime();
    Optional<Event> answer = effects.perform(command);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    answer.ifPresent(this::hear);
    listener.performed(new LoopListener.Performed(command, answer, took));
  }

  private Optional<Application> application(Optional<ApplicationId> id) {
    return id.flatMap(snapshots::find).map(ApplicationSnapshot::application);
  }

  /** Finishes or parks what runs, for at most 20 seconds, then ends. */
  @Override
  public void close() {
    hear(new Event.ShutdownRequested());
    try {
      if (loop.isAlive() && !stopped.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "Stopping in the middle of a step after {}; the next start takes it up again", GRACE);
      }
      loop.interrupt();
      // What it has in hand would be refused by what goes down next.
      loop.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timers.close();
    workers.shutdownNow();
  }
}
