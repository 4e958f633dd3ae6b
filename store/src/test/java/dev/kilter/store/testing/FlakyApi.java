package dev.kilter.store.testing;

import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A real server whose streams break, expire or are refused when a test says so. */
public final class FlakyApi implements KubernetesApi {
  private final KubernetesApi api;
  private final List<ApiRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Cancellation> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean forgetful;
  private volatile boolean refusing;

  public FlakyApi(KubernetesApi api) {
    this.api = api;
  }

  public void reset() {
    requests.clear();
  }

  public List<ApiRequest> requests() {
    return List.copyOf(requests);
  }

  /** Ends every stream that is open. */
  public void cutStreams() {
    streams.forEach(Cancellation::cancel);
  }

  /** The next stream that resumes learns that its point has expired. */
  public void forget() {
    forgetful = true;
  }

  public void refuseStreamedLists() {
    refusing = true;
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
    boolean listing = request.path().contains("sendInitialEvents");
    if (listing && refusing) {
      return 422;
    }
    if (!listing && forgetful) {
      forgetful = false;
      lines.accept("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}");
      return 200;
    }
    Cancellation own = new Cancellation();
    cancellation.onCancel(own::cancel);
    streams.add(own);
    try {
      return api.follow(request, lines, own);
    } finally {
      streams.remove(own);
    }
  }
}
