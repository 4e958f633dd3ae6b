package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
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

/** Views as JSON between two processes of Kilter, both ways and without loss. */
final class ViewsWire {
  private ViewsWire() {}

  /** Which application is asked about, or changed. */
  static Document id(ApplicationId id) {
    return new Document(Document.pair("namespace", id.namespace(), "name", id.name()));
  }

  static ApplicationId id(Document tree) {
    return new ApplicationId(tree.text("namespace"), tree.text("name"));
  }

  static Map<String, @Nullable Object> node(Node node) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("key", ArgoShapes.key(node.key()));
    tree.put("version", node.version());
    tree.put("uid", node.uid());
    tree.put("resourceVersion", node.resourceVersion());
    tree.put("parents", node.parents().stream().map(ViewsWire::parent).toList());
    node.health().ifPresent(health -> tree.put("health", health(health)));
    tree.put("info", node.info());
    node.createdAt().ifPresent(at -> tree.put("createdAt", at.toString()));
    tree.put("orphaned", node.orphaned());
    return tree;
  }

  static Node node(Document tree) {
    return new Node(
        key(tree.document("key")),
        tree.text("version"),
        tree.text("uid"),
        tree.text("resourceVersion"),
        tree.documents("parents").stream().map(ViewsWire::parent).toList(),
        tree.has("health") ? Optional.of(health(tree.document("health"))) : Optional.empty(),
        tree.textMap("info"),
        ApplicationDocument.time(tree.text("createdAt")),
        tree.flag("orphaned"));
  }

  private static Map<String, @Nullable Object> parent(Node.Parent parent) {
    return Map.of("key", ArgoShapes.key(parent.key()), "uid", parent.uid());
  }

  private static Node.Parent parent(Document tree) {
    return new Node.Parent(key(tree.document("key")), tree.text("uid"));
  }

  private static Map<String, @Nullable Object> health(Health health) {
    return Map.of("status", health.status().name(), "message", health.message());
  }

  private static Health health(Document tree) {
    return new Health(
        one(HealthStatus.values(), tree.text("status")).orElse(HealthStatus.Unknown),
        tree.text("message"));
  }

  private static <E extends Enum<E>> Optional<E> one(E[] values, String name) {
    return java.util.Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
  }

  static ResourceKey key(Document tree) {
    return new ResourceKey(
        tree.text("group"), tree.text("kind"), tree.text("namespace"), tree.text("name"));
  }

  static Map<String, @Nullable Object> managedResource(ManagedResource resource) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("key", ArgoShapes.key(resource.key()));
    tree.put("version", resource.version());
    resource.desired().ifPresent(manifest -> tree.put("desired", manifest.root()));
    resource.live().ifPresent(manifest -> tree.put("live", manifest.root()));
    resource.normalizedLive().ifPresent(manifest -> tree.put("normalizedLive", manifest.root()));
    resource.predicted().ifPresent(manifest -> tree.put("predicted", manifest.root()));
    resource.sync().ifPresent(sync -> tree.put("sync", sync.name()));
    tree.put("hook", resource.hook());
    resource.drift().ifPresent(drift -> tree.put("drift", drift));
    tree.put("differences", resource.differences());
    return tree;
  }

  static ManagedResource managedResource(Document tree) {
    return new ManagedResource(
        key(tree.document("key")),
        tree.text("version"),
        manifest(tree, "desired"),
        manifest(tree, "live"),
        manifest(tree, "normalizedLive"),
        manifest(tree, "predicted"),
        one(SyncStatus.values(), tree.text("sync")),
        tree.flag("hook"),
        tree.has("drift") ? Optional.of(tree.text("drift")) : Optional.empty(),
        tree.texts("differences"));
  }

  private static Optional<Manifest> manifest(Document tree, String name) {
    return tree.has(name) ? Optional.of(Manifest.of(tree.document(name).root())) : Optional.empty();
  }

  static Map<String, @Nullable Object> explained(Explained explained) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("verdict", explained.verdict());
    tree.put("headline", explained.headline());
    tree.put("code", explained.code());
    tree.put("object", explained.object());
    tree.put("evidence", explained.evidence());
    tree.put(
        "fixes",
        explained.fixes().stream()
            .map(fix -> Document.pair("label", fix.label(), "command", fix.command()))
            .toList());
    explained.since().ifPresent(since -> tree.put("since", since.toString()));
    return tree;
  }

  static Explained explained(Document tree) {
    List<Explained.Fix> fixes =
        tree.documents("fixes").stream()
            .map(fix -> new Explained.Fix(fix.text("label"), fix.text("command")))
            .toList();
    Optional<Instant> since = ApplicationDocument.time(tree.text("since"));
    return new Explained(
        tree.text("verdict"),
        tree.text("headline"),
        tree.text("code"),
        tree.text("object"),
        tree.texts("evidence"),
        fixes,
        since);
  }
}
