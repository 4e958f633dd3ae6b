package dev.kilter.app.metrics;

import dev.kilter.git.transport.RemoteObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * What is really asked of repositories, {@code argocd_git_request_total} and {@code
 * argocd_git_request_duration_seconds} by Argo CD's request types. What the local copy answers is
 * no request.
 */
public final class GitRequests implements RemoteObserver {
  private static final Duration[] LATENCIES = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(4),
    Duration.ofSeconds(10),
    Duration.ofSeconds(20)
  };

  private final MeterRegistry registry;

  public GitRequests(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void conversed(String url, Request request, Duration took) {
    String type =
        switch (request) {
          case LS_REMOTE -> "ls-remote";
          case FETCH -> "fetch";
        };
    Tags tags = Tags.of("repo", url, "request_type", type);
    registry.counter("argocd.git.request", tags).increment();
    Timer.builder("argocd.git.request.duration")
        .description("Git requests duration seconds.")
        .serviceLevelObjectives(LATENCIES)
        .tags(tags)
        .register(registry)
        .record(took);
  }
}
