package dev.kilter.engine.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects of one kind are applied side by side, and kinds one after the other. */
final class Batches {
  /** How long a definition may take until its kind is served, as in Argo CD. */
  private static final Duration DEFINITION_PATIENCE = Duration.ofSeconds(3);

  private Batches() {}

  /** The first tasks, as long as they are of one kind. */
  static List<Task> ofOneKind(List<Task> pending) {
    List<Task> batch = new ArrayList<>();
    for (Task task : pending) {
      if (!batch.isEmpty() && !task.key().kind().equals(batch.getFirst().key().kind())) {
        break;
      }
      batch.add(task);
    }
    return batch;
  }

  /** Until when to wait for a kind whose definition this very sync has brought. */
  static Optional<Instant> definitionDue(Task task, SyncRun run, Observation seen) {
    if (Validation.served(task, seen).isPresent()
        || !Validation.definedKinds(seen).contains(task.key().groupKind().toString())) {
      return Optional.empty();
    }
    return run.memory()
        .lastOutcomeAt()
        .map(last -> last.plus(DEFINITION_PATIENCE))
        .filter(due -> seen.now().isBefore(due));
  }
}
