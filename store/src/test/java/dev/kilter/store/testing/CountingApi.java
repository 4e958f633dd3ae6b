package dev.kilter.store.testing;

import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what was sent. */
public final class CountingApi implements KubernetesApi {
  private final KubernetesApi api;
  private final List<ApiRequest> requests = new CopyOnWriteArrayList<>();

  public CountingApi(KubernetesApi api) {
    this.api = api;
  }

  public void reset() {
    requests.clear();
  }

  public List<ApiRequest> requests() {
    return List.copyOf(requests);
  }

  public List<String> bodies() {
    return requests.stream()
        .map(request -> new String(request.body().orElseThrow().content(), StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public String server() {
    return api.server();
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    requests.add(request);
    return api.send(request);
  }

  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    requests.add(request);
    return api.follow(request, lines, cancellation);
  }
}
