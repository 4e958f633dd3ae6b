package dev.kilter.server.rest;

import dev.kilter.api.Call;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Destination;
import dev.kilter.model.source.RepositoryUrls;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which applications a list or watch asked for. */
record ApplicationFilter(
    String name,
    String namespace,
    List<String> projects,
    String repo,
    String cluster,
    Predicate<Map<String, String>> labels)
    implements Predicate<Application> {

  static ApplicationFilter of(Call call) {
    List<String> projects = call.query().getOrDefault("projects", List.of());
    List<String> project = call.query().getOrDefault("project", List.of());
    return new ApplicationFilter(
        call.query("name"),
        call.query("appNamespace"),
        projects.isEmpty() ? project : projects,
        call.query("repo"),
        call.query("cluster"),
        LabelSelector.parse(call.query("selector")));
  }

  @Override
  public boolean test(Application application) {
    return (name.isEmpty() || name.equals(application.id().name()))
        && (namespace.isEmpty() || namespace.equals(application.id().namespace()))
        && (projects.isEmpty() || projects.contains(application.spec().project()))
        && (repo.isEmpty() || usesRepository(application))
        && (cluster.isEmpty() || goesTo(application.spec().destination()))
        && labels.test(application.labels());
  }

  private boolean usesRepository(Application application) {
    return application.spec().sources().stream()
        .anyMatch(source -> RepositoryUrls.same(source.repoUrl(), repo));
  }

  private boolean goesTo(Destination destination) {
    return cluster.equals(destination.server())
        || cluster.equals(destination.name())
        || (cluster.equals(Destination.IN_CLUSTER_NAME)
            && destination.server().equals(Destination.IN_CLUSTER_SERVER));
  }
}
