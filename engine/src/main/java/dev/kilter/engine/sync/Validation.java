package dev.kilter.engine.sync;

import dev.kilter.engine.sync.Results.Verdict;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold before anything is applied: the server knows the kind, the project allows it. */
final class Validation {
  private Validation() {}

  /** The run with a result for each task that is not valid. */
  static SyncRun checked(SyncRun run, Tasks tasks, Observation seen) {
    SyncRun checked = run;
    for (Task task : tasks.ordered()) {
      Optional<String> problem = problem(task, run, seen);
      if (problem.isPresent()) {
        checked = Results.record(checked, task, Verdict.invalid(problem.get()));
      }
    }
    return checked;
  }

  /** Its definition comes with this sync, or may come by itself: no dry run for it. */
  static boolean kindMayAppear(Task task, SyncRun run, Observation seen) {
    return run.state().operation().sync().options().has("SkipDryRunOnMissingResource=true")
        || task.asks("SkipDryRunOnMissingResource=true")
        || definedKinds(seen).contains(task.key().groupKind().toString());
  }

  static Optional<ApiResource> served(Task task, Observation seen) {
    return seen.apiResources()
        .find(new GroupVersionKind(task.key().group(), task.version(), task.key().kind()));
  }

  static Set<String> definedKinds(Observation seen) {
    return seen.desired().manifests().stream()
        .flatMap(manifest -> Dependencies.definedKind(manifest).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<String> problem(Task task, SyncRun run, Observation seen) {
    Optional<ApiResource> served = served(task, seen);
    if (served.isEmpty()) {
      return kindMayAppear(task, run, seen) ? Optional.empty() : Optional.of(unknown(task));
    }
    return refusal(task, served.get().namespaced(), seen);
  }

  private static Optional<String> refusal(Task task, boolean namespaced, Observation seen) {
    String project = seen.application().spec().project();
    if (!seen.permission().kind(task.key(), namespaced)) {
      return Optional.of(
          "resource "
              + task.key().group()
              + ":"
              + task.key().kind()
              + " is not permitted in project "
              + project);
    }
    return namespaced && !seen.permission().namespace(task.key().namespace())
        ? Optional.of(
            "namespace "
                + task.key().namespace()
                + " is not permitted in project '"
                + project
                + "'")
        : Optional.empty();
  }

  private static String unknown(Task task) {
    String namespace = task.desired().map(Manifest::namespace).orElse(task.key().namespace());
    return "The Kubernetes API could not find "
        + task.key().group()
        + "/"
        + task.key().kind()
        + " for requested resource "
        + namespace
        + "/"
        + task.key().name()
        + ". Make sure the \""
        + task.key().kind()
        + "\" CRD is installed on the destination cluster.";
  }
}
