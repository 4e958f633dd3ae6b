package dev.kilter.app.metrics;

import dev.kilter.app.runtime.Acting;
import dev.kilter.model.application.Application;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.RequestObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests to API servers, as Argo CD counts its own: {@code argocd_app_k8s_request_total} by
 * application and resource, {@code argocd_kubectl_*} by server.
 */
public final class ApiRequests implements RequestObserver {
  private static final Duration[] LATENCIES = {
    Duration.ofMillis(5),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(8),
    Duration.ofSeconds(30)
  };
  private static final double[] SIZES = {64, 512, 4096, 65_536, 1_048_576, 16_777_216};

  private final MeterRegistry registry;
  private final Map<Route, Meters> byRoute = new ConcurrentHashMap<>();
  private final Map<Purpose, Counter> byPurpose = new ConcurrentHashMap<>();

  private record Route(String server, String method, int status) {}

  private record Meters(
      Counter requests, Timer duration, DistributionSummary sent, DistributionSummary received) {}

  private record Purpose(
      Tags application, String server, int status, ApiCall call, boolean dryRun) {}

  public ApiRequests(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void exchanged(Exchange exchange) {
    ApiRequest request = exchange.request();
    Optional<Application> application = Acting.application();
    Purpose purpose =
        new Purpose(
            application.map(AppTags::of).orElse(AppTags.NONE),
            exchange.server(),
            exchange.status(),
            ApiCall.of(request),
            application.filter(ApiRequests::dryRun).isPresent());
    byPurpose.computeIfAbsent(purpose, this::counter).increment();
    Meters meters =
        byRoute.computeIfAbsent(
            new Route(exchange.server(), request.method(), exchange.status()), this::meters);
    meters.requests().increment();
    meters.duration().record(exchange.took());
    meters.sent().record((double) request.body().map(body -> body.content().length).orElse(0));
    meters.received().record((double) exchange.bytes());
  }

  private static boolean dryRun(Application application) {
    return application.operation().filter(operation -> operation.sync().dryRun()).isPresent();
  }

  private Counter counter(Purpose purpose) {
    return Counter.builder("argocd.app.k8s.request")
        .description("Number of kubernetes requests executed during application reconciliation.")
        .tags(purpose.application())
        .tag("server", purpose.server())
        .tag("response_code", Integer.toString(purpose.status()))
        .tag("verb", purpose.call().verb())
        .tag("resource_kind", purpose.call().kind())
        .tag("resource_namespace", purpose.call().namespace())
        .tag("dry_run", Boolean.toString(purpose.dryRun()))
        .register(registry);
  }

  private Meters meters(Route route) {
    Tags host = Tags.of("host", route.server());
    Tags method = host.and("method", route.method());
    String code = route.status() == 0 ? "<error>" : Integer.toString(route.status());
    return new Meters(
        registry.counter("argocd.kubectl.requests", method.and("code", code)),
        Timer.builder("argocd.kubectl.request.duration")
            .description("Request latency in seconds")
            .serviceLevelObjectives(LATENCIES)
            .tags(host.and("verb", route.method()))
            .register(registry),
        size("argocd.kubectl.request.size.bytes", method),
        size("argocd.kubectl.response.size.bytes", method));
  }

  private DistributionSummary size(String name, Tags tags) {
    return DistributionSummary.builder(name)
        .serviceLevelObjectives(SIZES)
        .tags(tags)
        .register(registry);
  }
}
