package dev.kilter.engine.compare;

import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Comparison.IgnoreStatus;
import dev.kilter.model.settings.Settings.Tracking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules of the application {@code shop} in namespace {@code default}, to be varied. */
final class Rules {
  static final Tracking ANNOTATION =
      new Tracking(Tracking.Method.ANNOTATION, Tracking.DEFAULT_LABEL, Optional.empty());

  private Rules() {}

  static ComparisonRules plain() {
    return ignoring();
  }

  static ComparisonRules ignoring(IgnoreDifference... ignored) {
    return of(settings(IgnoreStatus.ALL), ANNOTATION, Set.of(), ignored);
  }

  static Settings.Comparison settings(IgnoreStatus status) {
    return new Settings.Comparison(false, status, Map.of());
  }

  static ComparisonRules tracking(Tracking tracking) {
    return of(settings(IgnoreStatus.ALL), tracking, Set.of());
  }

  static ComparisonRules forbidding(String... kinds) {
    return of(settings(IgnoreStatus.ALL), ANNOTATION, Set.of(kinds));
  }

  static ComparisonRules of(
      Settings.Comparison settings,
      Tracking tracking,
      Set<String> forbidden,
      IgnoreDifference... ignored) {
    return new ComparisonRules(
        "shop",
        "default",
        tracking,
        settings,
        List.of(ignored),
        ApiResources.NONE,
        gvk -> Shapes.of(gvk.kind()),
        key -> !forbidden.contains(key.kind()),
        Set.of());
  }

  static IgnoreDifference pointers(String group, String kind, String... pointers) {
    return new IgnoreDifference(group, kind, "", "", List.of(pointers), List.of(), List.of());
  }

  static IgnoreDifference jq(String group, String kind, String... expressions) {
    return new IgnoreDifference(group, kind, "", "", List.of(), List.of(expressions), List.of());
  }

  static IgnoreDifference managers(String group, String kind, String... managers) {
    return new IgnoreDifference(group, kind, "", "", List.of(), List.of(), List.of(managers));
  }
}
