package dev.kilter.testkit.apiserver;

import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.stream.Stream;

/** Empties namespaces whose end was asked for, and lets them go. */
final class NamespaceController {
  private final Context context;
  private final Requests requests;

  NamespaceController(Context context, KubernetesApi api) {
    this.context = context;
    this.requests = new Requests(context.kinds(), api);
  }

  boolean step() {
    List<Manifest> namespaces = context.storage.list(Kinds.NAMESPACE.qualified(), "").toList();
    return namespaces.stream()
        .filter(namespace -> namespace.at("metadata", "deletionTimestamp").isPresent())
        .anyMatch(this::finish);
  }

  private boolean finish(Manifest namespace) {
    if (contents(namespace).findAny().isPresent()) {
      return contents(namespace)
          .filter(object -> object.at("metadata", "deletionTimestamp").isEmpty())
          .toList()
          .stream()
          .anyMatch(object -> requests.delete(object, "Background"));
    }
    return !namespace.list("spec", "finalizers").isEmpty()
        && requests.put(
            requests.path(namespace) + "/finalize",
            namespace.with(List.of(), "spec", "finalizers"));
  }

  private Stream<Manifest> contents(Manifest namespace) {
    return List.copyOf(context.storage.all()).stream()
        .filter(object -> object.namespace().equals(namespace.name()));
  }
}
