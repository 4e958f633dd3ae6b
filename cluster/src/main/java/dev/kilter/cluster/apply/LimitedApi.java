package dev.kilter.cluster.apply;

import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Sends requests within the limit, and again where the server said 429. */
final class LimitedApi {
  private static final int ATTEMPTS = 6;
  private static final int TOO_MANY = 429;

  private final KubernetesApi api;
  private final InstantSource clock;
  private final AimdLimit limit = new AimdLimit();
  private int inFlight;

  LimitedApi(KubernetesApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  ApiResponse send(ApiRequest request) throws IOException {
    ApiResponse response = once(request);
    for (int attempt = 1; attempt < ATTEMPTS && response.status() == TOO_MANY; attempt++) {
      response = once(request);
    }
    return response;
  }

  private ApiResponse once(ApiRequest request) throws IOException {
    enter();
    Instant sent = clock.instant();
    try {
      ApiResponse response = api.send(request);
      learn(response, sent);
      return response;
    } finally {
      leave();
    }
  }

  private synchronized void learn(ApiResponse response, Instant sent) {
    Instant now = clock.instant();
    if (response.status() == TOO_MANY) {
      limit.refused(response.retryAfter().orElse(0), now);
    } else {
      limit.answered(Duration.between(sent, now), now);
    }
  }

  private synchronized void enter() throws IOException {
    try {
      while (true) {
        long pause = Duration.between(clock.instant(), later(limit.pausedUntil())).toMillis();
        if (pause <= 0 && inFlight < limit.limit()) {
          inFlight++;
          return;
        }
        wait(pause > 0 ? pause : 1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to send");
    }
  }

  /** Keeps the subtraction of times in range. */
  private static Instant later(Instant time) {
    return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
  }

  private synchronized void leave() {
    inFlight--;
    notifyAll();
  }
}
