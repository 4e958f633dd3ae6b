package dev.kilter.model.project;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * Which sources, destinations and kinds its applications may use. {@code
 * namespaceResourceWhitelist} empty-optional means all kinds; the empty list none. {@code raw} is
 * the resource as read.
 */
public record Project(
    String name,
    String resourceVersion,
    String description,
    List<String> sourceRepos,
    List<DestinationRule> destinations,
    List<String> sourceNamespaces,
    List<KindRule> clusterResourceWhitelist,
    List<KindRule> clusterResourceBlacklist,
    Optional<List<KindRule>> namespaceResourceWhitelist,
    List<KindRule> namespaceResourceBlacklist,
    Optional<OrphanedResources> orphanedResources,
    List<Manifest> syncWindows,
    boolean permitOnlyProjectScopedClusters,
    Manifest raw) {
  public Project {
    sourceRepos = List.copyOf(sourceRepos);
    destinations = List.copyOf(destinations);
    sourceNamespaces = List.copyOf(sourceNamespaces);
    clusterResourceWhitelist = List.copyOf(clusterResourceWhitelist);
    clusterResourceBlacklist = List.copyOf(clusterResourceBlacklist);
    namespaceResourceWhitelist = namespaceResourceWhitelist.map(List::copyOf);
    namespaceResourceBlacklist = List.copyOf(namespaceResourceBlacklist);
    syncWindows = List.copyOf(syncWindows);
  }

  /** Globs; a leading {@code !} denies, and a denial beats every permission. */
  public record DestinationRule(String server, String name, String namespace) {}

  /** Globs of group and kind, and of the object's name where it is not empty. */
  public record KindRule(String group, String kind, String name) {}

  public record OrphanedResources(boolean warn, List<KindRule> ignore) {
    public OrphanedResources {
      ignore = List.copyOf(ignore);
    }
  }
}
