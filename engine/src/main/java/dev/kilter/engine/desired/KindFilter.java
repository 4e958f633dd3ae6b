package dev.kilter.engine.desired;

import dev.kilter.engine.match.Glob;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.settings.Settings.ResourceFilter;
import java.util.List;

/** {@code resource.exclusions} and {@code resource.inclusions}; an exclusion wins. */
record KindFilter(ResourceFilter filter, String server) {
  boolean excludes(GroupKind kind) {
    return filter.exclusions().stream().anyMatch(rule -> matches(rule, kind))
        || (!filter.inclusions().isEmpty()
            && filter.inclusions().stream().noneMatch(rule -> matches(rule, kind)));
  }

  private boolean matches(ResourceFilter.Rule rule, GroupKind kind) {
    return matchesAny(rule.apiGroups(), kind.group())
        && matchesAny(rule.kinds(), kind.kind())
        && matchesAny(rule.clusters(), server);
  }

  private static boolean matchesAny(List<String> globs, String text) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> Glob.matches(glob, text));
  }
}
