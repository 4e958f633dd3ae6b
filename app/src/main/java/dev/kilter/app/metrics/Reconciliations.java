package dev.kilter.app.metrics;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.render.Rendering;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * {@code argocd_app_reconcile}: how long it takes from the first render or comparison that an
 * application needs to the verdict, in seconds. Told on the loop's thread.
 */
final class Reconciliations {
  /** Argo CD's buckets, and two below: what it needs a second for takes milliseconds here. */
  private static final double[] BUCKETS = {0.01, 0.05, 0.25, 0.5, 1, 2, 4, 8, 16};

  private final MeterRegistry registry;
  private final Function<ApplicationId, Optional<ApplicationSnapshot>> snapshots;
  private final Map<ApplicationId, Long> begun = new HashMap<>();

  Reconciliations(
      MeterRegistry registry, Function<ApplicationId, Optional<ApplicationSnapshot>> snapshots) {
    this.registry = registry;
    this.snapshots = snapshots;
  }

  void handled(Event event, List<Command> commands) {
    switch (event) {
      case Event.Compared(var ticket, _) -> ended(ticket);
      case Event.Rendered(var ticket, Rendering.Failed _) -> ended(ticket);
      case Event.ApplicationRemoved(var id) -> begun.remove(id);
      default -> {
        // ends nothing
      }
    }
    for (Command command : commands) {
      switch (command) {
        case Command.Render(var ticket, _) -> begins(ticket);
        case Command.Compare(var ticket, _) -> begins(ticket);
        default -> {
          // begins nothing
        }
      }
    }
  }

  private void begins(Ticket ticket) {
    begun.putIfAbsent(ticket.application(), System.nanoTime());
  }

  private void ended(Ticket ticket) {
    Long start = begun.remove(ticket.application());
    if (start == null) {
      return;
    }
    double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    DistributionSummary.builder("argocd.app.reconcile")
        .description("Application reconciliation performance in seconds.")
        .serviceLevelObjectives(BUCKETS)
        .tag("namespace", ticket.application().namespace())
        .tag(
            "dest_server",
            snapshots.apply(ticket.application()).map(ApplicationSnapshot::server).orElse(""))
        .register(registry)
        .record(seconds);
  }
}
