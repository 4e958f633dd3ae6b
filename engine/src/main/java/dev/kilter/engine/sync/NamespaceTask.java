package dev.kilter.engine.sync;

import dev.kilter.model.application.ResourceResult.SyncPhase;
import dev.kilter.model.application.SyncPolicy.ManagedNamespaceMetadata;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CreateNamespace=true: the destination namespace, first of all, where it is missing or where its
 * labels and annotations are managed. It carries no tracking mark, so it is never pruned.
 */
final class NamespaceTask {
  private NamespaceTask() {}

  static ResourceKey key(String namespace) {
    return new ResourceKey("", "Namespace", "", namespace);
  }

  /** It adds to labels and annotations that others set, and so never goes client-side. */
  static boolean manages(Task task) {
    return task.key().kind().equals("Namespace")
        && task.key().group().isEmpty()
        && task.phase() == SyncPhase.PreSync
        && !task.hook();
  }

  static Optional<Task> of(SyncRun run, Observation seen, List<Task> others) {
    ResourceKey key = key(seen.application().spec().destination().namespace());
    boolean asked =
        run.state().operation().sync().options().has("CreateNamespace=true")
            && !key.name().isEmpty()
            && others.stream().noneMatch(task -> task.key().equals(key) && !task.prune());
    if (!asked) {
      return Optional.empty();
    }
    Optional<ManagedNamespaceMetadata> metadata =
        seen.application().spec().syncPolicy().managedNamespaceMetadata();
    Optional<LiveResource> live = seen.live().find(key);
    boolean started = Results.of(run.state()).stream().anyMatch(done -> done.key().equals(key));
    return live.isPresent() && metadata.isEmpty() && !started
        ? Optional.empty()
        : Optional.of(
            new Task(
                key,
                "v1",
                SyncPhase.PreSync,
                0,
                Optional.of(manifest(key.name(), metadata)),
                live,
                false,
                Optional.empty()));
  }

  private static Manifest manifest(String name, Optional<ManagedNamespaceMetadata> managed) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    managed
        .map(ManagedNamespaceMetadata::labels)
        .filter(labels -> !labels.isEmpty())
        .ifPresent(labels -> metadata.put("labels", labels));
    managed
        .map(ManagedNamespaceMetadata::annotations)
        .filter(annotations -> !annotations.isEmpty())
        .ifPresent(annotations -> metadata.put("annotations", annotations));
    return Manifest.of(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", metadata));
  }
}
