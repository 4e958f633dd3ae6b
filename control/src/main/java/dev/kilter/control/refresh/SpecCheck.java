package dev.kilter.control.refresh;

import dev.kilter.control.state.Surroundings;
import dev.kilter.engine.policy.ProjectPolicy;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.project.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What must hold before anything is fetched: a readable spec, a destination, a project. */
final class SpecCheck {
  private final Surroundings surroundings;

  SpecCheck(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Result<Scene> check(Application application, Instant now) {
    ApplicationSpec spec = application.spec();
    if (!spec.malformed().isEmpty()) {
      return invalid(String.join("; ", spec.malformed()));
    }
    if (spec.sources().isEmpty()) {
      return invalid("spec.source or spec.sources is required: say where the manifests come from");
    }
    for (var source : spec.sources()) {
      if (source.repoUrl().isEmpty()) {
        return invalid("spec.source.repoURL is required: say which repository holds the manifests");
      }
    }
    Optional<Project> project = surroundings.project(spec.project());
    if (project.isEmpty()) {
      return invalid(
          "Application referencing project "
              + spec.project()
              + " which does not exist; create the AppProject or set spec.project to one that"
              + " exists");
    }
    return surroundings
        .cluster(spec.destination())
        .then(cluster -> permitted(application, project.get(), cluster, now));
  }

  private Result<Scene> permitted(
      Application application, Project project, ClusterConnection cluster, Instant now) {
    List<Failure> denials =
        new ProjectPolicy(project)
            .denials(application, cluster, surroundings.options().namespace());
    return denials.isEmpty()
        ? Result.success(new Scene(application, cluster, project, now))
        : Result.failed(
            new Failure.ProjectDenied(
                project.name(),
                denials.stream().map(Failure::message).collect(Collectors.joining("; "))));
  }

  private static Result<Scene> invalid(String message) {
    return Result.failed(new Failure.InvalidSpec(message));
  }
}
