package dev.kilter.engine.desired;

import dev.kilter.engine.desired.DesiredState.Warning;
import dev.kilter.engine.resource.Hooks;
import dev.kilter.engine.resource.Secrets;
import dev.kilter.model.application.Condition;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From rendered manifests to the desired state (Argo CD, controller/state.go and reposerver): the
 * namespace is filled in or taken away, the tracking mark written, of duplicates the last stays,
 * excluded kinds are left out, Secrets are in the form that the server keeps.
 */
public final class Desired {
  private Desired() {}

  /**
   * Where the manifests go and what they are marked with.
   *
   * @param instanceName the application's name in tracking marks
   * @param namespace the destination's namespace
   * @param server the destination's URL, for exclusions by cluster
   */
  public record Target(
      String instanceName,
      String namespace,
      String server,
      ApiResources apiResources,
      Settings.Tracking tracking,
      Settings.ResourceFilter resources) {}

  /** Items in the order of the sources. The same items for the same target: the same digest. */
  public static DesiredState prepare(List<Item> items, Target target) {
    Scopes scopes = Scopes.of(target.apiResources(), items.stream().map(Item::manifest).toList());
    TrackingMark mark = new TrackingMark(target.tracking(), target.instanceName());
    KindFilter filter = new KindFilter(target.resources(), target.server());
    Collector collector = new Collector();
    for (Item item : items) {
      Manifest manifest = item.manifest();
      Scopes.Scope scope = scopes.of(manifest.gvk());
      Manifest placed = Secrets.folded(placed(manifest, scope, target.namespace()));
      String origin = item.file() + ":" + item.line();
      if (filter.excludes(manifest.gvk().groupKind())) {
        collector.excluded(placed);
      } else if (nameless(manifest)) {
        collector.nameless(manifest, origin);
      } else {
        if (scope == Scopes.Scope.UNKNOWN) {
          collector.unknownKinds.putIfAbsent(placed.key(), manifest.gvk().apiVersion());
        }
        collector.add(mark.on(placed, target.namespace()), origin);
      }
    }
    return collector.state();
  }

  /** Hooks need no name: each run gives them one. */
  private static boolean nameless(Manifest manifest) {
    return manifest.name().isEmpty()
        && manifest.generateName().isEmpty()
        && !Hooks.of(manifest).hook();
  }

  private static Manifest placed(Manifest manifest, Scopes.Scope scope, String namespace) {
    return switch (scope) {
      case CLUSTER -> manifest.without("metadata", "namespace");
      case NAMESPACED, UNKNOWN ->
          manifest.namespace().isEmpty() && !namespace.isEmpty()
              ? manifest.with(namespace, "metadata", "namespace")
              : manifest;
    };
  }

  /** What has been prepared so far; objects by key, so that the last of several stays. */
  private static final class Collector {
    private final Map<Object, Manifest> manifests = new LinkedHashMap<>();
    private final Map<ResourceKey, Integer> counts = new LinkedHashMap<>();
    private final Map<ResourceKey, String> origins = new LinkedHashMap<>();
    private final Map<ResourceKey, String> unknownKinds = new LinkedHashMap<>();
    private final List<String> nameless = new ArrayList<>();
    private final List<Warning> excluded = new ArrayList<>();

    void add(Manifest manifest, String origin) {
      if (manifest.name().isEmpty()) {
        manifests.put(origin + "#" + manifests.size(), manifest);
        return;
      }
      ResourceKey key = manifest.key();
      manifests.put(key, manifest);
      origins.put(key, origin);
      counts.merge(key, 1, Integer::sum);
    }

    void excluded(Manifest manifest) {
      excluded.add(
          new Warning(
              Condition.Type.ExcludedResourceWarning,
              "Resource %s/%s %s is excluded in the settings"
                  .formatted(manifest.gvk().group(), manifest.kind(), manifest.name())));
    }

    void nameless(Manifest manifest, String origin) {
      nameless.add(
          "%s: a %s has neither metadata.name nor metadata.generateName"
              .formatted(origin, manifest.kind()));
    }

    DesiredState state() {
      List<Warning> warnings = new ArrayList<>();
      counts.forEach((key, count) -> {
        if (count > 1) {
          warnings.add(
              new Warning(
                  Condition.Type.RepeatedResourceWarning,
                  "Resource %s appeared %d times among application resources."
                      .formatted(key, count)));
        }
      });
      warnings.addAll(excluded);
      List<Manifest> inOrder = List.copyOf(manifests.values());
      Digest digest = Digest.of(inOrder.stream().map(Manifest::root).toList());
      return new DesiredState(
          inOrder, digest, warnings, origins, Map.copyOf(unknownKinds), nameless);
    }
  }
}
