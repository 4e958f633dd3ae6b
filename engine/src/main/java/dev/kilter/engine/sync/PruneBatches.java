package dev.kilter.engine.sync;

import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.ResourceApplier.Propagation;
import java.util.Comparator;
import java.util.List;

/** Within a wave, what lives in a namespace or belongs to a definition is deleted before them. */
final class PruneBatches {
  private PruneBatches() {}

  static List<Task> first(List<Task> prunes) {
    int earliest =
        prunes.stream().map(PruneBatches::place).min(Comparator.naturalOrder()).orElse(0);
    return prunes.stream().filter(task -> place(task) == earliest).toList();
  }

  static SyncCommand deletion(Task task, SyncRun run) {
    return new SyncCommand.Delete(
        task.key(),
        task.version(),
        task.live().map(LiveResource::uid).orElse(""),
        propagation(run));
  }

  private static int place(Task task) {
    return switch (task.key().kind()) {
      case "CustomResourceDefinition" -> 1;
      case "Namespace" -> 2;
      default -> 0;
    };
  }

  private static Propagation propagation(SyncRun run) {
    return switch (run.state()
        .operation()
        .sync()
        .options()
        .value("PrunePropagationPolicy")
        .orElse("foreground")) {
      case "background" -> Propagation.BACKGROUND;
      case "orphan" -> Propagation.ORPHAN;
      default -> Propagation.FOREGROUND;
    };
  }
}
