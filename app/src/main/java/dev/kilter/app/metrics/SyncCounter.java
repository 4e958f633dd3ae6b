package dev.kilter.app.metrics;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.store.ApplicationStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts finished operations as {@code argocd_app_sync_total}, seen from the Applications
 * themselves: whoever ran them, each is counted once. Those that had finished before the start are
 * not counted.
 */
public final class SyncCounter implements ApplicationStore.Listener {
  private final MeterRegistry registry;
  private final Map<ApplicationId, Instant> counted = new HashMap<>();
  private boolean synced;

  public SyncCounter(MeterRegistry registry) {
    this.registry = registry;
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
    registry
        .counter(
            "argocd.app.sync",
            "namespace",
            application.id().namespace(),
            "name",
            application.id().name(),
            "project",
            application.spec().project(),
            "dest_server",
            application.spec().destination().server(),
            "phase",
            state.phase().name(),
            "dry_run",
            Boolean.toString(state.operation().sync().dryRun()))
        .increment();
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
