package dev.kilter.server.views;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.view.ApplicationViews;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One application, "shop", with something of everything; no other. */
public final class SampleViews implements ApplicationViews {
  public static final ApplicationId SHOP = new ApplicationId("argocd", "shop");

  private static final ResourceKey DEPLOYMENT =
      new ResourceKey("apps", "Deployment", "shop", "api");
  private static final ResourceKey POD = new ResourceKey("", "Pod", "shop", "api-1");

  @Override
  public Result<List<Node>> tree(ApplicationId id) {
    Node deployment =
        new Node(
            DEPLOYMENT,
            "v1",
            "u1",
            "7",
            List.of(),
            Optional.of(new Health(HealthStatus.Degraded, "2 of 3 ready")),
            Map.of("Revision", "4"),
            Optional.of(Instant.parse("2026-11-22T10:00:00Z")),
            false);
    Node pod =
        new Node(
            POD,
            "v1",
            "u2",
            "8",
            List.of(new Node.Parent(DEPLOYMENT, "u1")),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            true);
    return only(id, List.of(deployment, pod));
  }

  @Override
  public Result<List<ManagedResource>> managedResources(ApplicationId id, List<String> revisions) {
    return only(
        id,
        List.of(
            new ManagedResource(
                DEPLOYMENT,
                "v1",
                Optional.of(manifest(3)),
                Optional.of(manifest(5)),
                Optional.of(manifest(5)),
                Optional.of(manifest(3)),
                Optional.of(SyncStatus.OutOfSync),
                false,
                Optional.of("changed by hand: ana"),
                List.of("spec.replicas: 5 -> 3")),
            new ManagedResource(
                POD,
                "v1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                List.of())));
  }

  private static Manifest manifest(long replicas) {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("replicas", replicas);
    spec.put("nothing", null);
    spec.put("ratio", 0.5);
    return Manifest.of(Map.of("apiVersion", "apps/v1", "kind", "Deployment", "spec", spec));
  }

  @Override
  public Result<List<Manifest>> manifests(ApplicationId id, List<String> revisions) {
    return revisions.contains("gone")
        ? Result.failed(new Failure.RevisionMissing("https://git/shop", "gone", "no such revision"))
        : only(id, List.of(manifest(3)));
  }

  @Override
  public Result<Explained> explain(ApplicationId id) {
    return only(
        id,
        new Explained(
            "ImagePull",
            "2 of 3 pods cannot pull api:1.9.2.",
            "KIL-601",
            "Deployment/api",
            List.of("tag not found"),
            List.of(new Explained.Fix("go back", "kilter app rollback")),
            Optional.of(Instant.parse("2026-11-22T10:00:00Z"))));
  }

  private static <T> Result<T> only(ApplicationId id, T value) {
    return id.equals(SHOP)
        ? Result.success(value)
        : Result.failed(new Failure.NotFound("no application " + id));
  }
}
