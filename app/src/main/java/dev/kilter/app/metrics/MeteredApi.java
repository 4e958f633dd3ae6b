package dev.kilter.app.metrics;

import dev.kilter.model.kubernetes.KubernetesApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.function.Consumer;

/** Counts requests to an API server as {@code argocd_app_k8s_request_total}. */
public final class MeteredApi implements KubernetesApi {
  private final KubernetesApi api;
  private final MeterRegistry registry;

  public MeteredApi(KubernetesApi api, MeterRegistry registry) {
    this.api = api;
    this.registry = registry;
  }

  @Override
  public String server() {
    return api.server();
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    ApiResponse response = api.send(request);
    count(request, response.status());
    return response;
  }

  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    int status = api.follow(request, lines, cancellation);
    count(request, status);
    return status;
  }

  private void count(ApiRequest request, int status) {
    registry
        .counter(
            "argocd.app.k8s.request",
            "server",
            api.server(),
            "verb",
            request.method(),
            "response_code",
            Integer.toString(status))
        .increment();
  }
}
