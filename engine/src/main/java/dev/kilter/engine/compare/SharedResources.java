package dev.kilter.engine.compare;

import dev.kilter.engine.desired.DesiredState.Warning;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Condition;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;

/** Desired objects that carry another application's mark. */
public final class SharedResources {
  private SharedResources() {}

  /** One warning an object, in Argo CD's words. */
  public static List<Warning> warnings(
      Comparison comparison, ComparisonRules rules, ApplicationId application) {
    return comparison.resources().values().stream()
        .flatMap(resource ->
            otherOwner(resource, rules)
                .map(other -> text(resource.key(), application, other))
                .stream())
        .map(text -> new Warning(Condition.Type.SharedResourceWarning, text))
        .toList();
  }

  /** The instance name of the other application whose mark the live object carries. */
  public static Optional<String> otherOwner(ResourceComparison resource, ComparisonRules rules) {
    Tracker tracker = new Tracker(rules.tracking(), rules.instanceName());
    return resource.desired().isEmpty()
        ? Optional.empty()
        : resource
            .live()
            .flatMap(tracker::owner)
            .filter(owner -> !tracker.instance().equals(owner));
  }

  private static String text(ResourceKey key, ApplicationId application, String other) {
    return "%s/%s is part of applications %s and %s"
        .formatted(key.kind(), key.name(), application, other.replace('_', '/'));
  }
}
