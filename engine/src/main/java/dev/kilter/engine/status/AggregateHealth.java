package dev.kilter.engine.status;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.engine.resource.Hooks;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The health of an application: the worst of the objects it manages, never of their children
 * (argo-cd, controller/health). Left out are hooks, what asks to be ignored, kinds without a rule,
 * the application itself, missing objects, and child applications that are missing or unknown.
 */
public final class AggregateHealth {
  private static final int CULPRITS_SHOWN = 3;

  private AggregateHealth() {}

  /** The time moves only when the status does. */
  public static ApplicationHealth of(
      Comparison comparison,
      ApplicationId self,
      Optional<ApplicationHealth> previous,
      Instant now) {
    return since(health(comparison, self), previous, now);
  }

  /** A health that nothing has to be looked at for, such as that of an invalid spec. */
  static ApplicationHealth since(Health health, Optional<ApplicationHealth> previous, Instant now) {
    Optional<Instant> unchangedSince =
        previous
            .filter(before -> before.health().status() == health.status())
            .flatMap(ApplicationHealth::lastTransitionTime);
    return new ApplicationHealth(health, unchangedSince.or(() -> Optional.of(now)));
  }

  private static Health health(Comparison comparison, ApplicationId self) {
    List<ResourceComparison> managed =
        comparison.resources().values().stream().filter(AggregateHealth::counts).toList();
    HealthStatus worst =
        managed.stream()
            .filter(resource -> !isSelf(resource.key(), self))
            .flatMap(resource -> weighed(resource).stream())
            .map(Health::status)
            .reduce(HealthStatus.Healthy, (left, right) -> right.worseThan(left) ? right : left);
    boolean allMissing =
        !managed.isEmpty() && managed.stream().allMatch(resource -> resource.live().isEmpty());
    if (allMissing && HealthStatus.Missing.worseThan(worst)) {
      return Health.MISSING;
    }
    return new Health(worst, worst == HealthStatus.Healthy ? "" : culprits(managed, self, worst));
  }

  private static boolean counts(ResourceComparison resource) {
    boolean skipped = resource.desired().map(Hooks::of).filter(Hooks::skipped).isPresent();
    return !resource.hook() && !skipped;
  }

  private static Optional<Health> weighed(ResourceComparison resource) {
    Optional<LiveResource> live = resource.live();
    boolean ignored =
        live.flatMap(LiveResource::manifest)
            .flatMap(manifest -> manifest.annotation(Annotations.IGNORE_HEALTHCHECK))
            .filter("true"::equals)
            .isPresent();
    return ignored
        ? Optional.empty()
        : live.flatMap(LiveResource::health)
            .filter(health -> !(isApplication(resource.key()) && absent(health.status())));
  }

  private static boolean absent(HealthStatus status) {
    return status == HealthStatus.Missing || status == HealthStatus.Unknown;
  }

  private static boolean isApplication(ResourceKey key) {
    return key.kind().equals("Application") && key.group().equals("argoproj.io");
  }

  private static boolean isSelf(ResourceKey key, ApplicationId self) {
    return isApplication(key)
        && key.namespace().equals(self.namespace())
        && key.name().equals(self.name());
  }

  private static String culprits(
      List<ResourceComparison> managed, ApplicationId self, HealthStatus worst) {
    List<String> names =
        managed.stream()
            .filter(resource -> !isSelf(resource.key(), self))
            .filter(resource ->
                weighed(resource).filter(health -> health.status() == worst).isPresent())
            .map(resource -> name(resource.key()))
            .toList();
    String shown =
        names.stream().limit(CULPRITS_SHOWN).collect(Collectors.joining(", ", "Caused by ", ""));
    int more = names.size() - CULPRITS_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String name(ResourceKey key) {
    String kind = key.group().isEmpty() ? key.kind() : key.group() + "/" + key.kind();
    return kind
        + ":"
        + (key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name());
  }
}
