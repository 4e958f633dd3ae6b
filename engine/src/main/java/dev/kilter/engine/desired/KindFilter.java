package dev.kilter.engine.desired;

import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.match.Glob;
import dev.kilter.model.settings.Settings.ResourceFilter;
import java.util.HashMap;
import java.util.Map;

/** {@code resource.exclusions} and {@code resource.inclusions}; an exclusion wins. */
public record KindFilter(ResourceFilter filter, String server) {
  /**
   * What is live without an application's objects of excluded kinds. The cache learns of changed
   * settings at another moment than the manifests do: an object of a kind that is excluded from now
   * on has not left Git.
   */
  public LiveState without(LiveState live) {
    Map<GroupKind, Boolean> excluded = new HashMap<>();
    Map<ResourceKey, LiveResource> left = new HashMap<>();
    live.resources()
        .forEach((key, object) -> {
          boolean ours = object.tracking().isPresent();
          if (!ours || !excluded.computeIfAbsent(key.groupKind(), this::excludes)) {
            left.put(key, object);
          }
        });
    return left.size() == live.resources().size()
        ? live
        : new LiveState(left, live.complete(), live.sequence(), live.unlisted(), live.images());
  }

  public boolean excludes(GroupKind kind) {
    return filter.exclusions().stream().anyMatch(rule -> matches(rule, kind))
        || (!filter.inclusions().isEmpty()
            && filter.inclusions().stream().noneMatch(rule -> matches(rule, kind)));
  }

  private boolean matches(ResourceFilter.Rule rule, GroupKind kind) {
    return Glob.emptyOrAny(rule.apiGroups(), kind.group())
        && Glob.emptyOrAny(rule.kinds(), kind.kind())
        && Glob.emptyOrAny(rule.clusters(), server);
  }
}
