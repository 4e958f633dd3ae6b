package dev.kilter.app.metrics;

import dev.kilter.app.runtime.LoopListener;
import dev.kilter.cluster.ClusterReading;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.settings.Settings.Telemetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What {@code /metrics} answers. What describes applications and clusters is told when asked. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final ApplicationGauges applications = new ApplicationGauges(registry);
  private final ClusterGauges clusters = new ClusterGauges(registry);
  private final ClusterEvents clusterEvents = new ClusterEvents(registry);
  private final LoopMetrics loop;
  private final Sight sight;

  /** What is looked at when somebody asks; answers for a process that still starts, too. */
  public interface Sight {
    Collection<ApplicationSnapshot> applications();

    Optional<ApplicationSnapshot> application(ApplicationId id);

    List<ClusterReading> clusters();

    Telemetry telemetry();

    /** Events that wait for the loop. */
    int backlog();

    /** Commands that are being carried out. */
    int inFlight();
  }

  public Metrics(Sight sight) {
    this.sight = sight;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    loop = new LoopMetrics(registry, new Reconciliations(registry, sight::application));
    Gauge.builder("kilter.loop.queue.depth", sight, Sight::backlog)
        .description("Events that wait for the loop.")
        .register(registry);
    Gauge.builder("kilter.commands.in.flight", sight, Sight::inFlight)
        .description("Commands that are being carried out.")
        .register(registry);
    Gauge.builder("workqueue.depth", sight, Metrics::operations)
        .description("Current depth of workqueue")
        .tags("name", "app_operation_processing_queue")
        .tags("controller", "app_operation_processing_queue")
        .register(registry);
  }

  /** Operations that wait or run. */
  private static double operations(Sight sight) {
    return sight.applications().stream()
        .filter(snapshot -> snapshot.application().operation().isPresent())
        .count();
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  public LoopListener loop() {
    return loop;
  }

  /** The Prometheus text format. */
  public synchronized String scrape() {
    applications.tell(sight.applications(), sight.telemetry());
    List<ClusterReading> readings = sight.clusters();
    clusters.tell(readings);
    clusterEvents.tell(readings);
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
