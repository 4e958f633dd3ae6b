package dev.kilter.app.metrics;

import dev.kilter.app.runtime.LoopListener;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.queue.QueueLoad;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The loop itself: events, commands, queues; and through them renders and comparisons. */
final class LoopMetrics implements LoopListener {
  /** Argo CD's queue of applications to refresh is our queue of renders and comparisons. */
  static final String RECONCILIATION_QUEUE = "app_reconciliation_queue";

  private static final Duration[] TURNS = {
    Duration.ofMillis(1),
    Duration.ofMillis(10),
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Reconciliations reconciliations;
  private final Evaluated evaluated;
  private final GitFailures gitFailures;
  private final Timer lag;
  private final Timer turn;
  private final Timer heavy;
  private final Map<String, Counter> events = new ConcurrentHashMap<>();
  private final Map<String, Timer> commands = new ConcurrentHashMap<>();
  private volatile QueueLoad load = QueueLoad.NONE;

  LoopMetrics(MeterRegistry registry, Reconciliations reconciliations) {
    this.registry = registry;
    this.reconciliations = reconciliations;
    evaluated = new Evaluated(registry);
    gitFailures = new GitFailures(registry);
    lag = timer("kilter.loop.lag", "How long an event waits for the loop.");
    turn = timer("kilter.loop.turn", "How long the loop thinks about an event.");
    heavy =
        Timer.builder("workqueue.work.duration")
            .description("How long in seconds processing an item from workqueue takes.")
            .serviceLevelObjectives(TURNS)
            .tags(queue())
            .register(registry);
    Gauge.builder("workqueue.depth", () -> load.waiting())
        .description("Current depth of workqueue")
        .tags(queue())
        .register(registry);
    FunctionCounter.builder("workqueue.adds", this, it -> it.load.added())
        .description("Total number of adds handled by workqueue")
        .tags(queue())
        .register(registry);
    Gauge.builder("kilter.evaluations.running", () -> load.running())
        .description("Renders and comparisons that run now.")
        .register(registry);
  }

  private static String[] queue() {
    return new String[] {"name", RECONCILIATION_QUEUE, "controller", RECONCILIATION_QUEUE};
  }

  private Timer timer(String name, String help) {
    return Timer.builder(name).description(help).serviceLevelObjectives(TURNS).register(registry);
  }

  @Override
  public void handled(Handled handled) {
    load = handled.load();
    lag.record(handled.waited());
    turn.record(handled.took());
    events.computeIfAbsent(handled.event().getClass().getSimpleName(), this::counter).increment();
    reconciliations.handled(handled.event(), handled.commands());
  }

  private Counter counter(String kind) {
    return Counter.builder("kilter.loop.events")
        .description("Events that the loop heard.")
        .tag("kind", kind)
        .register(registry);
  }

  private Timer durations(String kind) {
    return Timer.builder("kilter.command.duration")
        .description("How long commands take, by kind.")
        .tag("kind", kind)
        .register(registry);
  }

  @Override
  public void performed(Performed performed) {
    Command command = performed.command();
    commands
        .computeIfAbsent(command.getClass().getSimpleName(), this::durations)
        .record(performed.took());
    if (command instanceof Command.Heavy) {
      heavy.record(performed.took());
    }
    performed.answer().ifPresent(answer -> count(command, answer));
    gitFailures.performed(command, performed.answer());
  }

  private void count(Command command, Event answer) {
    switch (command) {
      case Command.Render render -> evaluated.rendered(render, answer);
      case Command.Compare compare -> evaluated.compared(compare, answer);
      default -> {
        // its duration says enough
      }
    }
  }
}
