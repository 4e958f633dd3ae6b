package dev.kilter.app.metrics;

import dev.kilter.cluster.ClusterReading;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The state of every cluster, told anew at each scrape. */
final class ClusterGauges {
  private final List<PerCluster> perCluster;

  private record PerCluster(
      MultiGauge gauge,
      Function<ClusterReading, Tags> tags,
      ToDoubleFunction<ClusterReading> value) {}

  ClusterGauges(MeterRegistry registry) {
    perCluster =
        List.of(
            gauge(registry, "argocd.cluster.info", ClusterGauges::identity, _ -> 1),
            gauge(
                registry,
                "argocd.cluster.connection.status",
                reading -> server(reading).and("k8s_version", reading.state().version()),
                reading -> reading.state().connected() ? 1 : 0),
            gauge(
                registry,
                "argocd.cluster.api.resource.objects",
                ClusterGauges::server,
                reading -> reading.state().objects()),
            gauge(
                registry,
                "argocd.cluster.api.resources",
                ClusterGauges::server,
                ClusterReading::kinds),
            gauge(
                registry,
                "argocd.cluster.cache.age.seconds",
                ClusterGauges::server,
                ClusterGauges::age),
            gauge(
                registry,
                "kilter.cluster.writes.in.flight",
                ClusterGauges::server,
                reading -> reading.load().inFlight()),
            gauge(
                registry,
                "kilter.cluster.writes.waiting",
                ClusterGauges::server,
                reading -> reading.load().waiting()),
            gauge(
                registry,
                "kilter.cluster.writes.limit",
                ClusterGauges::server,
                reading -> reading.load().limit()));
  }

  private static PerCluster gauge(
      MeterRegistry registry,
      String name,
      Function<ClusterReading, Tags> tags,
      ToDoubleFunction<ClusterReading> value) {
    return new PerCluster(MultiGauge.builder(name).register(registry), tags, value);
  }

  void tell(List<ClusterReading> readings) {
    for (PerCluster one : perCluster) {
      one.gauge()
          .register(
              readings.stream()
                  .map(reading ->
                      Row.of(one.tags().apply(reading), one.value().applyAsDouble(reading)))
                  .toList(),
              true);
    }
  }

  /** Since everything was listed; watches keep it up from then on. -1 until then, as Argo CD. */
  private static double age(ClusterReading reading) {
    return reading
        .listedAt()
        .map(listed -> Duration.between(listed, reading.at()).toSeconds())
        .orElse(-1L);
  }

  private static Tags identity(ClusterReading reading) {
    ClusterState state = reading.state();
    return server(reading).and("k8s_version", state.version()).and("name", state.name());
  }

  private static Tags server(ClusterReading reading) {
    return Tags.of("server", reading.state().server());
  }
}
