package dev.kilter.store.writing;

import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.application.SyncResult;
import dev.kilter.store.tree.TreeBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code status.operationState} and {@code status.history}. */
public final class OperationStateWriter {
  private OperationStateWriter() {}

  public static Map<String, @Nullable Object> tree(OperationState state) {
    return new TreeBuilder()
        .always("operation", OperationWriter.tree(state.operation()))
        .always("phase", state.phase().name())
        .put("message", state.message())
        .put("syncResult", state.syncResult().map(OperationStateWriter::result).orElse(Map.of()))
        .time("startedAt", state.startedAt())
        .time("finishedAt", state.finishedAt())
        .put("retryCount", state.retryCount())
        .build();
  }

  /** {@code revision} stands there even where it is empty: Argo CD's schema requires it. */
  private static Map<String, @Nullable Object> result(SyncResult result) {
    TreeBuilder tree =
        new TreeBuilder()
            .put(
                "resources",
                result.resources().stream().map(OperationStateWriter::resource).toList())
            .always("revision", "");
    Sources.revisions(tree, result.revisions(), result.multiSource());
    Sources.sources(tree, result.sources(), result.multiSource());
    result
        .managedNamespaceMetadata()
        .ifPresent(metadata ->
            tree.always("managedNamespaceMetadata", Sources.namespaceMetadata(metadata)));
    return tree.build();
  }

  private static Map<String, @Nullable Object> resource(ResourceResult resource) {
    return new TreeBuilder()
        .always("group", resource.key().group())
        .always("version", resource.version())
        .always("kind", resource.key().kind())
        .always("namespace", resource.key().namespace())
        .always("name", resource.key().name())
        .put("status", resource.outcome().map(Enum::name).orElse(""))
        .put("message", resource.message())
        .put("hookType", resource.hookType())
        .put("hookPhase", resource.hookPhase().map(Enum::name).orElse(""))
        .always("syncPhase", resource.syncPhase().name())
        .put("images", resource.images())
        .build();
  }

  public static Map<String, @Nullable Object> history(RevisionHistory entry) {
    TreeBuilder tree = new TreeBuilder();
    Sources.revisions(tree, entry.revisions(), entry.multiSource());
    tree.time("deployedAt", entry.deployedAt()).always("id", entry.id());
    Sources.sources(tree, entry.sources(), entry.multiSource());
    return tree.time("deployStartedAt", entry.deployStartedAt())
        .put("initiatedBy", OperationWriter.initiatedBy(entry.initiatedBy()))
        .build();
  }
}
