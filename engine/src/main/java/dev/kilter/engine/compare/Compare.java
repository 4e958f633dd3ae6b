package dev.kilter.engine.compare;

import dev.kilter.engine.desired.DesiredState;
import dev.kilter.engine.resource.Hooks;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Desired against live, object by object (Argo CD, controller/state.go CompareAppState and
 * gitops-engine, sync/reconcile.go), and incrementally: an object is compared again only where its
 * desired state, its live state or the rules changed.
 */
public final class Compare {
  private Compare() {}

  public static Comparison compare(
      DesiredState desired, LiveState live, ComparisonRules rules, Optional<Comparison> previous) {
    ResourceVerdicts verdicts = new ResourceVerdicts(rules, live.complete());
    Map<ResourceKey, Manifest> targets = targets(desired, false);
    Map<ResourceKey, Manifest> hooks = targets(desired, true);
    Map<ResourceKey, ResourceComparison> earlier =
        previous.map(Comparison::resources).orElse(Map.of());
    Map<GroupVersionKind, KindSchema> earlierSchemas =
        previous.map(Comparison::schemas).orElse(Map.of());

    Map<GroupVersionKind, KindSchema> schemas = new HashMap<>();
    Map<ResourceKey, ResourceComparison> resources = new HashMap<>();
    targets.forEach((key, manifest) -> {
      GroupVersionKind gvk = manifest.gvk();
      KindSchema schema = schemas.computeIfAbsent(gvk, rules.schemas());
      Optional<ResourceComparison> before =
          schema.equals(earlierSchemas.get(gvk))
              ? Optional.ofNullable(earlier.get(key))
              : Optional.empty();
      resources.put(key, verdicts.target(manifest, live.find(key), schema, before));
    });
    for (LiveResource extra : extras(live, targets, verdicts)) {
      ResourceKey key = extra.key();
      Optional<Manifest> hook = Optional.ofNullable(hooks.get(key));
      resources.put(key, verdicts.extra(extra, hook, Optional.ofNullable(earlier.get(key))));
    }
    return new Comparison(status(resources.values(), live), resources, live.complete(), schemas);
  }

  /**
   * What cannot be understood of the ignore rules that are about these objects, each in a sentence.
   * To compare without them would undo what a user wants left alone.
   */
  public static List<String> problems(DesiredState desired, ComparisonRules rules) {
    return IgnoreRules.of(rules.settings(), rules.ignoreDifferences())
        .problems(desired.manifests());
  }

  /** Hooks are not compared; those without a name cannot be live under their key anyway. */
  private static Map<ResourceKey, Manifest> targets(DesiredState desired, boolean hooks) {
    Map<ResourceKey, Manifest> targets = new LinkedHashMap<>();
    for (Manifest manifest : desired.manifests()) {
      if (!manifest.name().isEmpty() && Hooks.of(manifest).hook() == hooks) {
        targets.put(manifest.key(), manifest);
      }
    }
    return targets;
  }

  /**
   * Live objects that only we mark: not dependents, whose marks are copies, and not a desired
   * object that the server serves under a second group.
   */
  private static List<LiveResource> extras(
      LiveState live, Map<ResourceKey, Manifest> targets, ResourceVerdicts verdicts) {
    Set<String> matched =
        targets.keySet().stream()
            .flatMap(key -> live.find(key).stream())
            .map(LiveResource::uid)
            .filter(uid -> !uid.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    return live.resources().values().stream()
        .filter(resource -> !targets.containsKey(resource.key()))
        .filter(resource -> resource.owners().isEmpty() && !matched.contains(resource.uid()))
        .filter(verdicts::managed)
        .toList();
  }

  private static SyncStatus status(Collection<ResourceComparison> resources, LiveState live) {
    if (resources.stream().anyMatch(Compare::makesOutOfSync)) {
      return SyncStatus.OutOfSync;
    }
    return live.complete() ? SyncStatus.Synced : SyncStatus.Unknown;
  }

  /** An object that its project forbids is Unknown, and yet what Git asks for is not there. */
  private static boolean makesOutOfSync(ResourceComparison resource) {
    boolean forbidden =
        resource.status().filter(SyncStatus.Unknown::equals).isPresent()
            && resource.drift().isPresent();
    return resource.counts() && (resource.outOfSync() || forbidden);
  }
}
