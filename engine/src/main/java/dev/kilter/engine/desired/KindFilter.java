package dev.kilter.engine.desired;

import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.match.Glob;
import dev.kilter.model.settings.Settings.ResourceFilter;

/** {@code resource.exclusions} and {@code resource.inclusions}; an exclusion wins. */
record KindFilter(ResourceFilter filter, String server) {
  boolean excludes(GroupKind kind) {
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
