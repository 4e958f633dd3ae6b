package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.ManagedResource;
import dev.kilter.model.view.ApplicationViews.Node;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Views as Argo CD's REST answers show them; what only Kilter knows is in a member {@code kilter}.
 */
public final class ArgoShapes {
  private ArgoShapes() {}

  /** ApplicationTree. */
  public static Map<String, @Nullable Object> tree(List<Node> nodes) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("nodes", nodes(nodes, false));
    tree.put("orphanedNodes", nodes(nodes, true));
    return tree;
  }

  private static List<?> nodes(List<Node> nodes, boolean orphaned) {
    return nodes.stream()
        .filter(node -> node.orphaned() == orphaned)
        .map(ArgoShapes::node)
        .toList();
  }

  private static Map<String, @Nullable Object> node(Node node) {
    Map<String, @Nullable Object> tree = key(node.key());
    tree.put("version", node.version());
    tree.put("uid", node.uid());
    tree.put("resourceVersion", node.resourceVersion());
    tree.put("parentRefs", node.parents().stream().map(ArgoShapes::parent).toList());
    tree.put("health", node.health().map(ArgoShapes::health).orElse(Map.of()));
    tree.put(
        "info",
        node.info().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> Document.pair("name", entry.getKey(), "value", entry.getValue()))
            .toList());
    tree.put("createdAt", node.createdAt().map(Instant::toString).orElse(""));
    return new Document(tree).compact().root();
  }

  private static Map<String, @Nullable Object> parent(Node.Parent parent) {
    Map<String, @Nullable Object> tree = key(parent.key());
    tree.put("uid", parent.uid());
    return tree;
  }

  private static Map<String, @Nullable Object> health(Health health) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("status", health.status().name());
    tree.put("message", health.message());
    return tree;
  }

  /** ManagedResourcesResponse. */
  public static Map<String, @Nullable Object> managedResources(List<ManagedResource> items) {
    return Map.of("items", items.stream().map(ArgoShapes::managedResource).toList());
  }

  private static Map<String, @Nullable Object> managedResource(ManagedResource resource) {
    Map<String, @Nullable Object> ours = new LinkedHashMap<>();
    ours.put("version", resource.version());
    ours.put("sync", resource.sync().map(SyncStatus::name).orElse(""));
    ours.put("drift", resource.drift().orElse(""));
    ours.put("differences", resource.differences());
    Map<String, @Nullable Object> tree = key(resource.key());
    tree.put("hook", resource.hook() ? true : null);
    tree.put("modified", resource.sync().equals(Optional.of(SyncStatus.OutOfSync)) ? true : null);
    tree.put("kilter", ours);
    Document shown = new Document(tree).compact();
    return shown
        .with(text(resource.desired()), "targetState")
        .with(text(resource.live()), "liveState")
        .with(text(resource.normalizedLive()), "normalizedLiveState")
        .with(text(resource.predicted()), "predictedLiveState")
        .root();
  }

  /** Argo CD writes {@code null} for an object that is not there. */
  private static String text(Optional<Manifest> manifest) {
    return manifest.map(one -> Json.text(one.root())).orElse("null");
  }

  /** ManifestResponse. */
  public static Map<String, @Nullable Object> manifests(List<Manifest> manifests, String revision) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("manifests", manifests.stream().map(one -> Json.text(one.root())).toList());
    tree.put("revision", revision);
    return tree;
  }

  /** Ours: the explanation, and the verdict in Argo CD's words beside it. */
  public static Map<String, @Nullable Object> explained(
      Explained explained, Application application) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(ViewsWire.explained(explained));
    tree.put("sync", application.status().sync().status().map(SyncStatus::name).orElse("Unknown"));
    tree.put(
        "health",
        application.status().health().map(one -> one.health().status().name()).orElse("Unknown"));
    return tree;
  }

  static Map<String, @Nullable Object> key(ResourceKey key) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("group", key.group());
    tree.put("kind", key.kind());
    tree.put("namespace", key.namespace());
    tree.put("name", key.name());
    return tree;
  }
}
