package dev.kilter.app.metrics;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** What {@code /metrics} answers. What describes applications and clusters is told when asked. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final Supplier<Collection<Application>> applications;
  private final Supplier<List<ClusterState>> clusters;
  private final MultiGauge applicationInfo = gauge("argocd.app.info");
  private final MultiGauge conditions = gauge("argocd.app.condition");
  private final MultiGauge clusterInfo = gauge("argocd.cluster.info");
  private final MultiGauge clusterConnection = gauge("argocd.cluster.connection.status");
  private final MultiGauge clusterObjects = gauge("argocd.cluster.api.resource.objects");

  public Metrics(
      Supplier<Collection<Application>> applications, Supplier<List<ClusterState>> clusters) {
    this.applications = applications;
    this.clusters = clusters;
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** The Prometheus text format. */
  public synchronized String scrape() {
    Collection<Application> all = applications.get();
    applicationInfo.register(all.stream().map(Metrics::info).toList(), true);
    conditions.register(all.stream().flatMap(app -> conditions(app).stream()).toList(), true);
    List<ClusterState> states = clusters.get();
    clusterInfo.register(states.stream().map(Metrics::info).toList(), true);
    clusterConnection.register(
        states.stream().map(state -> row(state, state.connected() ? 1 : 0)).toList(), true);
    clusterObjects.register(
        states.stream().map(state -> row(state, (double) state.objects())).toList(), true);
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }

  private MultiGauge gauge(String name) {
    return MultiGauge.builder(name).register(registry);
  }

  private static Row<Number> info(Application app) {
    ApplicationStatus status = app.status();
    return Row.of(
        identity(app)
            .and(
                "repo",
                app.spec().sources().stream().map(Source::repoUrl).findFirst().orElse(""),
                "autosync_enabled",
                Boolean.toString(app.spec().syncPolicy().automation().isPresent()),
                "dest_server",
                app.spec().destination().server(),
                "dest_namespace",
                app.spec().destination().namespace(),
                "sync_status",
                status.sync().status().map(Enum::name).orElse("Unknown"),
                "health_status",
                status.health().map(health -> health.health().status().name()).orElse("Unknown"),
                "operation",
                app.deleting() ? "delete" : app.operation().isPresent() ? "sync" : ""),
        1);
  }

  private static List<Row<?>> conditions(Application app) {
    return app.status().conditions().stream()
        .<Row<?>>map(
            condition -> Row.of(identity(app).and("condition", condition.type().name()), 1))
        .toList();
  }

  private static Tags identity(Application app) {
    return Tags.of(
        "namespace",
        app.id().namespace(),
        "name",
        app.id().name(),
        "project",
        app.spec().project());
  }

  private static Row<Number> info(ClusterState state) {
    return Row.of(
        Tags.of("server", state.server(), "name", state.name(), "k8s_version", state.version()), 1);
  }

  private static Row<Number> row(ClusterState state, double value) {
    return Row.of(Tags.of("server", state.server()), value);
  }
}
