package dev.kilter.testkit.application;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projects for tests. */
public final class TestProjects {
  private TestProjects() {}

  /** Argo CD's {@code default}: everything is allowed. */
  public static Project permissive(String name) {
    return of(
        name,
        List.of("*"),
        List.of(new Project.DestinationRule("*", "*", "*")),
        List.of(new Project.KindRule("*", "*", "")));
  }

  public static Project of(
      String name,
      List<String> sourceRepos,
      List<Project.DestinationRule> destinations,
      List<Project.KindRule> clusterKinds) {
    return new Project(
        name,
        "1",
        "",
        sourceRepos,
        destinations,
        List.of(),
        clusterKinds,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        false,
        Manifest.of(Map.of("kind", "AppProject", "metadata", Map.of("name", name))));
  }
}
