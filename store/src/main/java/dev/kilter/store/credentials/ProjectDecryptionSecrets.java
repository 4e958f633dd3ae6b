package dev.kilter.store.credentials;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.model.render.DecryptionSecrets;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.SecretContent;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Secret that an AppProject names for its encrypted files, read when it is needed: renders of
 * such projects are few, and keys that were taken away are gone at once.
 */
public final class ProjectDecryptionSecrets implements DecryptionSecrets {
  private final Resources resources;
  private final String namespace;
  private final Function<String, Optional<Project>> projects;

  public ProjectDecryptionSecrets(
      Resources resources, String namespace, Function<String, Optional<Project>> projects) {
    this.resources = resources;
    this.namespace = namespace;
    this.projects = projects;
  }

  @Override
  public Result<Optional<Map<String, String>>> of(String project) {
    Optional<String> name =
        projects.apply(project).flatMap(found -> found.raw().annotation(ANNOTATION));
    return name.isEmpty()
        ? Result.success(Optional.empty())
        : entries(project, name.get()).map(Optional::of);
  }

  private Result<Map<String, String>> entries(String project, String name) {
    return switch (resources.get(ResourceKind.SECRET, namespace, name)) {
      case Result.Success<Manifest>(var secret) -> Result.success(SecretContent.of(secret));
      case Result.Failed<Manifest>(Failure.NotFound _) ->
          Result.failed(
              new Failure.InvalidSpec(
                  "project %s decrypts files with the keys of Secret %s (annotation %s), but there is"
                          .formatted(project, name, ANNOTATION)
                      + " no such Secret in namespace %s".formatted(namespace)));
      case Result.Failed<Manifest>(var failure) -> Result.failed(failure);
    };
  }
}
