package dev.kilter.control.refresh;

import dev.kilter.control.state.Surroundings;
import dev.kilter.engine.policy.ProjectPolicy;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.project.Project;
import dev.kilter.model.time.Moment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What must hold before anything is fetched: a readable spec, a destination, a project. */
final class SpecCheck {
  private final Surroundings surroundings;

  SpecCheck(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** {@code before} is what the last check came to, so that an answer that stands is not sought. */
  Result<Scene> check(Application application, Optional<Scene> before, Moment now) {
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
      if (source.isHelmChart() && source.targetRevision().isEmpty()) {
        return invalid(
            "spec.source.targetRevision is required if the manifest source is a helm chart");
      }
    }
    Optional<String> unclear = References.unclear(spec.sources());
    if (unclear.isPresent()) {
      return invalid(unclear.get());
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
        .then(cluster -> {
          Scene scene = new Scene(application, cluster, project.get(), now);
          return before.filter(scene::sameGround).isPresent()
              ? Result.success(scene)
              : permitted(scene);
        });
  }

  private Result<Scene> permitted(Scene scene) {
    List<Failure> denials =
        new ProjectPolicy(scene.project())
            .denials(scene.application(), scene.cluster(), surroundings.options().namespace());
    return denials.isEmpty()
        ? Result.success(scene)
        : Result.failed(
            new Failure.ProjectDenied(
                scene.project().name(),
                denials.stream().map(Failure::message).collect(Collectors.joining("; "))));
  }

  private static Result<Scene> invalid(String message) {
    return Result.failed(new Failure.InvalidSpec(message));
  }
}
