package dev.kilter.store.writing;

import dev.kilter.model.application.Operation;
import dev.kilter.model.application.Operation.InitiatedBy;
import dev.kilter.model.application.Operation.ResourceSelector;
import dev.kilter.model.application.Operation.Strategy;
import dev.kilter.model.application.Operation.Sync;
import dev.kilter.model.application.RetryPolicy;
import dev.kilter.store.tree.GoDuration;
import dev.kilter.store.tree.TreeBuilder;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an operation: as it was written before, or from its components where it is new. */
public final class OperationWriter {
  private OperationWriter() {}

  public static Map<String, @Nullable Object> tree(Operation operation) {
    return operation.raw().root().isEmpty() ? built(operation) : operation.raw().root();
  }

  private static Map<String, @Nullable Object> built(Operation operation) {
    return new TreeBuilder()
        .always("sync", sync(operation.sync()))
        .put("initiatedBy", initiatedBy(operation.initiatedBy()))
        .put("retry", operation.retry().map(OperationWriter::retry).orElse(Map.of()))
        .build();
  }

  static Map<String, @Nullable Object> initiatedBy(InitiatedBy by) {
    return new TreeBuilder()
        .put("username", by.username())
        .put("automated", by.automated())
        .build();
  }

  private static Map<String, @Nullable Object> sync(Sync sync) {
    boolean multiSource = sync.sources().size() > 1 || sync.revisions().size() > 1;
    TreeBuilder tree = new TreeBuilder();
    Sources.revisions(tree, sync.revisions(), multiSource);
    tree.put("prune", sync.prune())
        .put("dryRun", sync.dryRun())
        .put("syncStrategy", strategy(sync.strategy()))
        .put("resources", sync.resources().stream().map(OperationWriter::selector).toList());
    Sources.sources(tree, sync.sources(), multiSource);
    return tree.put("syncOptions", sync.options().options())
        .put("autoHealAttemptsCount", sync.selfHealAttempts())
        .build();
  }

  private static Map<String, @Nullable Object> strategy(Strategy strategy) {
    if (strategy.equals(Strategy.DEFAULT)) {
      return Map.of();
    }
    return new TreeBuilder()
        .always(
            strategy.hooks() ? "hook" : "apply",
            new TreeBuilder().put("force", strategy.force()).build())
        .build();
  }

  private static Map<String, @Nullable Object> selector(ResourceSelector selector) {
    return new TreeBuilder()
        .put("group", selector.group())
        .always("kind", selector.kind())
        .always("name", selector.name())
        .put("namespace", selector.namespace())
        .build();
  }

  private static Map<String, @Nullable Object> retry(RetryPolicy retry) {
    return new TreeBuilder()
        .put("limit", retry.limit())
        .put(
            "backoff",
            new TreeBuilder()
                .put("duration", GoDuration.text(retry.duration()))
                .always("factor", retry.factor())
                .put("maxDuration", GoDuration.text(retry.maxDuration().orElse(Duration.ZERO)))
                .build())
        .put("refresh", retry.refresh())
        .build();
  }
}
