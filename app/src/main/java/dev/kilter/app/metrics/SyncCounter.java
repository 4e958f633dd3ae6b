package dev.kilter.app.metrics;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.store.ApplicationStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Counts finished operations as {@code argocd_app_sync_total}, and the seconds they took as {@code
 * argocd_app_sync_duration_seconds_total}, seen from the Applications themselves: whoever ran them,
 * each is counted once. Those that had finished before the start are not counted.
 */
public final class SyncCounter implements ApplicationStore.Listener {
  private final MeterRegistry registry;
  private final Function<ApplicationId, String> server;
  private final Map<ApplicationId, Instant> counted = new HashMap<>();
  private boolean synced;

  /** {@code server} knows an application's destination. */
  public SyncCounter(MeterRegistry registry, Function<ApplicationId, String> server) {
    this.registry = registry;
    this.server = server;
  }

  @Override
  public void upserted(Application application) {
    application
        .status()
        .operationState()
        .filter(state -> state.phase().completed())
        .ifPresent(state -> completed(application, state));
  }

  private void completed(Application application, OperationState state) {
    Instant before = counted.put(application.id(), state.startedAt());
    if (!synced || state.startedAt().equals(before)) {
      return;
    }
    Tags tags = AppTags.of(application).and("dest_server", server.apply(application.id()));
    registry
        .counter(
            "argocd.app.sync",
            tags.and("phase", state.phase().name())
                .and("dry_run", Boolean.toString(state.operation().sync().dryRun())))
        .increment();
    state
        .finishedAt()
        .ifPresent(end ->
            registry
                .counter("argocd.app.sync.duration.seconds", tags)
                .increment((double) Duration.between(state.startedAt(), end).toSeconds()));
  }

  @Override
  public void removed(ApplicationId id) {
    counted.remove(id);
  }

  @Override
  public void synced() {
    synced = true;
  }
}
