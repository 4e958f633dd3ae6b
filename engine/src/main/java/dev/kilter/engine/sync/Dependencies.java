package dev.kilter.engine.sync;

import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Moves a namespace before the first object that lives in it, and a definition before the first
 * object of its kind; the moved one takes over phase and wave of the one that needs it.
 */
final class Dependencies {
  private Dependencies() {}

  static List<Task> moved(List<Task> sorted) {
    List<Task> namespacesFirst =
        moved(
            sorted,
            Dependencies::namespaceName,
            manifest -> Optional.of(manifest.namespace()).filter(name -> !name.isEmpty()));
    return moved(
        namespacesFirst,
        Dependencies::definedKind,
        manifest -> Optional.of(manifest.gvk().groupKind().toString()));
  }

  /** Group and kind that a CustomResourceDefinition defines, as {@code group/Kind}. */
  static Optional<String> definedKind(Manifest manifest) {
    if (!manifest.kind().equals("CustomResourceDefinition")
        || !manifest.gvk().group().equals("apiextensions.k8s.io")) {
      return Optional.empty();
    }
    return manifest
        .text("spec", "group")
        .flatMap(group -> manifest.text("spec", "names", "kind").map(kind -> group + "/" + kind));
  }

  private static Optional<String> namespaceName(Manifest manifest) {
    return manifest.kind().equals("Namespace") && manifest.gvk().group().isEmpty()
        ? Optional.of(manifest.name())
        : Optional.empty();
  }

  private static List<Task> moved(
      List<Task> sorted,
      Function<Manifest, Optional<String>> provides,
      Function<Manifest, Optional<String>> needs) {
    List<Task> tasks = new ArrayList<>(sorted.size());
    Map<String, Task> firstToNeed = new HashMap<>();
    for (Task task : sorted) {
      Optional<String> provided = task.desired().flatMap(provides);
      Task needing = provided.map(firstToNeed::get).orElse(null);
      if (needing != null) {
        tasks.add(indexOf(tasks, needing), task.in(needing.group()));
        continue;
      }
      tasks.add(task);
      if (provided.isEmpty()) {
        task.desired().flatMap(needs).ifPresent(need -> firstToNeed.putIfAbsent(need, task));
      }
    }
    return tasks;
  }

  private static int indexOf(List<Task> tasks, Task wanted) {
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i).key().equals(wanted.key()) && tasks.get(i).phase() == wanted.phase()) {
        return i;
      }
    }
    throw new IllegalStateException("not among the tasks: " + wanted.key());
  }
}
