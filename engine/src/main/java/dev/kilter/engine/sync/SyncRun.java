package dev.kilter.engine.sync;

import dev.kilter.model.application.OperationState;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt at an operation. {@code state} is its saved form and all that survives a restart; the
 * rest is found again by looking: {@code waveEndedAt} when the last group was done (for the pause
 * between waves), {@code appliedVersions} the resourceVersion our own write gave each object, which
 * the observed state must have reached before it is believed (guard G12).
 */
public record SyncRun(
    OperationState state, Optional<Instant> waveEndedAt, Map<ResourceKey, String> appliedVersions) {
  public SyncRun {
    appliedVersions = Map.copyOf(appliedVersions);
  }
}
