package dev.kilter.app.metrics;

import dev.kilter.model.cluster.ResourceApplier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what Argo CD would have kubectl do, {@code argocd_kubectl_exec_total} and {@code
 * argocd_kubectl_exec_pending}, by kubectl's commands.
 */
public final class MeteredApplier implements ResourceApplier {
  private final ResourceApplier applier;
  private final MeterRegistry registry;
  private final String host;
  private final Map<String, AtomicInteger> pending = new ConcurrentHashMap<>();

  /** {@code host} names this machine. */
  public MeteredApplier(ResourceApplier applier, MeterRegistry registry, String host) {
    this.applier = applier;
    this.registry = registry;
    this.host = host;
  }

  @Override
  public ApplyOutcome apply(String server, ApplyRequest request) {
    String command =
        switch (request.mode()) {
          case SERVER_SIDE, CLIENT_SIDE, DRY_RUN -> "apply";
          case REPLACE -> "replace";
        };
    Tags tags = Tags.of("hostname", host, "command", command);
    registry.counter("argocd.kubectl.exec", tags).increment();
    AtomicInteger running = pending.computeIfAbsent(command, _ -> gauge(tags));
    running.incrementAndGet();
    try {
      return applier.apply(server, request);
    } finally {
      running.decrementAndGet();
    }
  }

  @SuppressWarnings("NullAway") // gives back the number that it is handed
  private AtomicInteger gauge(Tags tags) {
    return registry.gauge("argocd.kubectl.exec.pending", tags, new AtomicInteger());
  }

  @Override
  public DeleteOutcome delete(String server, DeleteRequest request) {
    return applier.delete(server, request);
  }
}
