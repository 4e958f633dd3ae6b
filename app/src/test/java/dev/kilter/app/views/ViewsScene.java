package dev.kilter.app.views;

import static dev.kilter.testkit.application.ApplicationBuilder.application;

import dev.kilter.app.runtime.Snapshots;
import dev.kilter.app.runtime.TestSnapshots;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.control.view.Evaluated;
import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.testkit.application.TestSettings;
import dev.kilter.testkit.cluster.ModelCluster;
import dev.kilter.testkit.git.ScriptedGit;
import dev.kilter.testkit.render.FolderRenderer;
import dev.kilter.testkit.store.InMemoryCredentials;
import dev.kilter.testkit.store.InMemoryProjects;
import dev.kilter.testkit.store.InMemorySettings;
import dev.kilter.testkit.store.Recorders;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a controller sees: one application of a Secret and a pod, and a Secret that is nobody's. */
final class ViewsScene {
  static final ResourceKey SECRET = new ResourceKey("", "Secret", "shop", "token");
  static final ResourceKey POD = new ResourceKey("", "Pod", "shop", "web-1");
  static final ResourceKey OTHER = new ResourceKey("", "Secret", "shop", "other");
  static final String PASSWORD = "Y2FuYXJ5";
  private static final String SERVER = "https://kubernetes.default.svc";

  final ModelCluster cluster = new ModelCluster(SERVER, "in-cluster", _ -> Optional.empty());
  final Recorders.Graveyard tombstones = new Recorders.Graveyard();
  final Application web = application("web").build();
  final LocalViews views;
  final LocalObjects objects;
  private final Snapshots snapshots = new Snapshots();

  ViewsScene() {
    cluster.put(secret());
    cluster.put(manifest(OTHER, "data", Map.of("password", PASSWORD)));
    cluster.put(manifest(POD, "spec", Map.of("nodeName", "one")));
    InMemorySettings settings = new InMemorySettings(TestSettings.DEFAULT);
    LocalViews.Sight sight =
        new LocalViews.Sight(
            snapshots, cluster, settings, new InMemoryProjects(), () -> Instant.EPOCH, "argocd");
    Sources sources =
        new Sources(
            new ScriptedGit(),
            new FolderRenderer(),
            new InMemoryCredentials(),
            settings,
            _ -> Result.success(ApiResources.NONE),
            "argocd");
    views = new LocalViews(sight, sources);
    objects = new LocalObjects(sight, sources, cluster, tombstones);
    publish();
  }

  /** The loop says that something about the application is new. */
  void publish() {
    TestSnapshots.publish(snapshots, snapshot());
  }

  /** The loop has not seen yet that another one stands under the Secret's name. */
  void replaceSecret() {
    cluster.vanish(SECRET);
    cluster.put(secret());
  }

  private static Manifest secret() {
    return manifest(SECRET, "data", Map.of("password", PASSWORD));
  }

  private static Manifest manifest(ResourceKey key, String member, Map<String, String> content) {
    return Manifest.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            key.kind(),
            "metadata",
            Map.of("name", key.name(), "namespace", key.namespace()),
            member,
            content));
  }

  /** As the watch cache saw it. */
  private LiveResource seen(ResourceKey key) {
    Manifest live = cluster.object(key).orElseThrow();
    return new LiveResource(
        key,
        "v1",
        live.uid(),
        live.resourceVersion(),
        List.of(),
        Optional.empty(),
        Optional.of(new Health(HealthStatus.Degraded, "as it happens")),
        Map.of("Node", "one"),
        Digest.NONE,
        Instant.EPOCH,
        false,
        Optional.of(live));
  }

  private ApplicationSnapshot snapshot() {
    Map<ResourceKey, ResourceComparison> compared = new LinkedHashMap<>();
    for (ResourceKey key : List.of(SECRET, POD)) {
      compared.put(
          key,
          new ResourceComparison(
              key,
              "v1",
              cluster.object(key),
              Optional.of(seen(key)),
              Optional.of(SyncStatus.Synced),
              true,
              false,
              false,
              List.of(),
              Optional.empty(),
              Digest.NONE,
              Digest.NONE));
    }
    Evaluated evaluated =
        new Evaluated(
            Evaluated.NOTHING.desired(),
            new Comparison(SyncStatus.Synced, compared, true),
            Evaluated.NOTHING.live(),
            ApiResources.NONE);
    return new ApplicationSnapshot(
        web,
        SERVER,
        Optional.of(evaluated),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        0);
  }
}
