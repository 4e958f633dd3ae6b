package dev.kilter.model.application;

import dev.kilter.model.manifest.ResourceKey;
import java.util.Optional;

/** One line of {@code status.resources}. {@code sync} is empty for hooks and the like. */
public record ResourceStatus(
    ResourceKey key,
    String version,
    Optional<SyncStatus> sync,
    Optional<Health> health,
    boolean hook,
    boolean requiresPruning,
    boolean requiresDeletionConfirmation,
    int syncWave) {}
