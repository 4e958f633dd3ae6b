package dev.kilter.engine.policy;

import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.model.project.Project.DestinationRule;
import dev.kilter.model.project.Project.KindRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projects that allow nothing but what a test says. */
final class Projects {
  private static final Project NOTHING =
      new Project(
          "team",
          "1",
          "",
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.of(List.of()),
          List.of(),
          Optional.empty(),
          List.of(),
          false,
          Manifest.of(Map.of()));

  private Projects() {}

  static ProjectPolicy sources(String... patterns) {
    return policy(List.of(patterns), List.of(), List.of(), false);
  }

  static ProjectPolicy destinations(DestinationRule... rules) {
    return policy(List.of(), List.of(rules), List.of(), false);
  }

  static ProjectPolicy ownClustersOnly(DestinationRule... rules) {
    return policy(List.of(), List.of(rules), List.of(), true);
  }

  static ProjectPolicy namespaces(String... patterns) {
    return policy(
        List.of("*"), List.of(new DestinationRule("*", "", "*")), List.of(patterns), false);
  }

  private static ProjectPolicy policy(
      List<String> sources,
      List<DestinationRule> destinations,
      List<String> namespaces,
      boolean ownClusters) {
    return new ProjectPolicy(
        new Project(
            NOTHING.name(),
            NOTHING.resourceVersion(),
            "",
            sources,
            destinations,
            namespaces,
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            ownClusters,
            NOTHING.raw()));
  }

  static ProjectPolicy kinds(
      List<KindRule> clusterAllowed,
      List<KindRule> clusterDenied,
      Optional<List<KindRule>> allowed,
      List<KindRule> denied) {
    return new ProjectPolicy(
        new Project(
            NOTHING.name(),
            NOTHING.resourceVersion(),
            "",
            List.of(),
            List.of(new DestinationRule("*", "", "shop-*")),
            List.of(),
            clusterAllowed,
            clusterDenied,
            allowed,
            denied,
            Optional.empty(),
            List.of(),
            false,
            NOTHING.raw()));
  }

  /** A project that allows nothing, and says so much besides. */
  static Project raw(Manifest raw) {
    return new Project(
        NOTHING.name(),
        NOTHING.resourceVersion(),
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        false,
        raw);
  }

  static ClusterConnection cluster(String server, String name, String project) {
    return new ClusterConnection(server, name, List.of(), false, project, Map.of(), Map.of());
  }
}
