package dev.kilter.store.writing;

import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.application.ApplicationStatus.ComparedTo;
import dev.kilter.model.application.ApplicationStatus.Summary;
import dev.kilter.model.application.ApplicationStatus.SyncState;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.store.tree.TreeBuilder;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code status}. Health stands in {@code resources} too (Argo CD's
 * controller.resource.health.persist), so that readers of custom resources alone see it.
 */
public final class StatusWriter {
  private StatusWriter() {}

  public static Map<String, @Nullable Object> tree(ApplicationStatus status) {
    TreeBuilder tree =
        new TreeBuilder()
            .put("sync", sync(status.sync()))
            .put("health", status.health().map(StatusWriter::health).orElse(Map.of()))
            .put("resources", status.resources().stream().map(StatusWriter::resource).toList())
            .put("conditions", status.conditions().stream().map(StatusWriter::condition).toList())
            .put(
                "operationState",
                status.operationState().map(OperationStateWriter::tree).orElse(Map.of()))
            .put("history", status.history().stream().map(OperationStateWriter::history).toList())
            .put("summary", summary(status.summary()));
    sourceTypes(tree, status);
    return tree.time("reconciledAt", status.reconciledAt())
        .put("controllerNamespace", status.controllerNamespace())
        .build();
  }

  private static void sourceTypes(TreeBuilder tree, ApplicationStatus status) {
    boolean multiSource =
        status.sync().comparedTo().map(ComparedTo::multiSource).orElse(false)
            || status.sourceTypes().size() > 1;
    if (multiSource) {
      tree.put("sourceTypes", status.sourceTypes());
    } else {
      status.sourceTypes().forEach(type -> tree.put("sourceType", type));
    }
  }

  /** Nothing before the first verdict: Argo CD's schema requires a status in it. */
  private static Map<String, @Nullable Object> sync(SyncState sync) {
    if (sync.status().isEmpty()) {
      return Map.of();
    }
    boolean multiSource = sync.comparedTo().map(ComparedTo::multiSource).orElse(false);
    TreeBuilder tree = new TreeBuilder().always("status", sync.status().get().name());
    Sources.revisions(tree, sync.revisions(), multiSource);
    return tree.put("comparedTo", sync.comparedTo().map(StatusWriter::comparedTo).orElse(Map.of()))
        .build();
  }

  private static Map<String, @Nullable Object> comparedTo(ComparedTo compared) {
    TreeBuilder tree = new TreeBuilder();
    Sources.sources(tree, compared.sources(), compared.multiSource());
    return tree.always("destination", Sources.destination(compared.destination()))
        .put(
            "ignoreDifferences",
            compared.ignoreDifferences().stream().map(Sources::ignoreDifference).toList())
        .build();
  }

  private static Map<String, @Nullable Object> health(ApplicationHealth health) {
    return health(health.health()).time("lastTransitionTime", health.lastTransitionTime()).build();
  }

  private static TreeBuilder health(Health health) {
    return new TreeBuilder()
        .always("status", health.status().name())
        .put("message", health.message());
  }

  private static Map<String, @Nullable Object> resource(ResourceStatus resource) {
    return new TreeBuilder()
        .put("group", resource.key().group())
        .put("version", resource.version())
        .put("kind", resource.key().kind())
        .put("namespace", resource.key().namespace())
        .put("name", resource.key().name())
        .put("status", resource.sync().map(Enum::name).orElse(""))
        .put("health", resource.health().map(health -> health(health).build()).orElse(Map.of()))
        .put("hook", resource.hook())
        .put("requiresPruning", resource.requiresPruning())
        .put("requiresDeletionConfirmation", resource.requiresDeletionConfirmation())
        .put("syncWave", resource.syncWave())
        .build();
  }

  private static Map<String, @Nullable Object> condition(Condition condition) {
    TreeBuilder tree =
        new TreeBuilder()
            .always("type", condition.type().name())
            .always("message", condition.message());
    if (!condition.lastTransitionTime().equals(Instant.EPOCH)) {
      tree.time("lastTransitionTime", condition.lastTransitionTime());
    }
    return tree.build();
  }

  private static Map<String, @Nullable Object> summary(Summary summary) {
    return new TreeBuilder()
        .put("externalURLs", summary.externalUrls())
        .put("images", summary.images())
        .put("isAppOfApps", summary.appOfApps())
        .build();
  }
}
