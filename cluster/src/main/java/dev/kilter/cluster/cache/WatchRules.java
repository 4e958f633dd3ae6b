package dev.kilter.cluster.cache;

import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.match.Glob;
import dev.kilter.model.settings.Settings.ResourceFilter;
import dev.kilter.model.settings.Settings.ResourceFilter.Rule;
import dev.kilter.model.settings.Settings.Tracking;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is watched on a cluster: every kind that can be listed and watched, at its preferred
 * version, but for the settings' exclusions and Argo CD's built-in ones; in the cluster's
 * namespaces where it is limited to some.
 */
public record WatchRules(
    String server,
    List<String> namespaces,
    boolean clusterResources,
    ResourceFilter filter,
    Tracking tracking) {
  private static final List<Rule> BUILT_IN =
      List.of(
          new Rule(List.of("events.k8s.io", "metrics.k8s.io"), List.of(), List.of()),
          new Rule(List.of(""), List.of("Event"), List.of()),
          new Rule(List.of("coordination.k8s.io"), List.of("Lease"), List.of()));
  private static final Comparator<StreamId> ORDER = Comparator.comparing(StreamId::toString);

  public WatchRules {
    namespaces = List.copyOf(namespaces);
  }

  List<StreamId> streams(ApiResources resources) {
    return resources.all().stream()
        .filter(this::watches)
        .flatMap(this::streams)
        .sorted(ORDER)
        .toList();
  }

  boolean watches(ApiResource resource) {
    return resource.preferred()
        && resource.verbs().contains("list")
        && resource.verbs().contains("watch")
        && (resource.namespaced() || namespaces.isEmpty() || clusterResources)
        && !excluded(resource);
  }

  private Stream<StreamId> streams(ApiResource resource) {
    return resource.namespaced() && !namespaces.isEmpty()
        ? namespaces.stream().map(namespace -> new StreamId(resource, namespace))
        : Stream.of(new StreamId(resource, ""));
  }

  private boolean excluded(ApiResource resource) {
    boolean included =
        filter.inclusions().isEmpty()
            || filter.inclusions().stream().anyMatch(rule -> matches(rule, resource));
    return !included
        || Stream.concat(BUILT_IN.stream(), filter.exclusions().stream())
            .anyMatch(rule -> matches(rule, resource));
  }

  private boolean matches(Rule rule, ApiResource resource) {
    return Glob.emptyOrAny(rule.apiGroups(), resource.gvk().group())
        && Glob.emptyOrAny(rule.kinds(), resource.gvk().kind())
        && Glob.emptyOrAny(rule.clusters(), server);
  }
}
