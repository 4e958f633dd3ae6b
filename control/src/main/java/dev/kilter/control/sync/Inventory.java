package dev.kilter.control.sync;

import dev.kilter.control.refresh.Evaluation;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.manifest.ResourceKey;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The application's {@code status.resources}. Nothing is pruned that does not stand there (design
 * 2.12), so a sync that may prune waits until it has been written.
 */
final class Inventory {
  private Inventory() {}

  static boolean written(Application application, Evaluation evaluation) {
    Set<ResourceKey> listed =
        application.status().resources().stream()
            .map(ResourceStatus::key)
            .collect(Collectors.toUnmodifiableSet());
    return evaluation.evaluated().stream()
        .flatMap(evaluated -> evaluated.comparison().resources().values().stream())
        .filter(ResourceComparison::requiresPruning)
        .map(ResourceComparison::key)
        .allMatch(listed::contains);
  }
}
