package dev.kilter.model.kubernetes;

import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import java.time.Duration;

/** Hears of every exchange with an API server, on the thread that made it; must return at once. */
public interface RequestObserver {
  RequestObserver NONE = _ -> {};

  void exchanged(Exchange exchange);

  /**
   * One request and what came back. Of a stream, what came until its first line.
   *
   * @param server the server's base URL
   * @param status 0 where no answer came
   * @param bytes length of the answer; 0 for a stream
   */
  record Exchange(String server, ApiRequest request, int status, Duration took, long bytes) {}
}
