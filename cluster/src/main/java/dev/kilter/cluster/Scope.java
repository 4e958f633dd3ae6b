package dev.kilter.cluster;

import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure.Refused;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a cluster is ours, by the {@code namespaces} and {@code clusterResources} of its
 * Secret.
 */
record Scope(List<String> namespaces, boolean clusterResources) {
  private static final int FORBIDDEN = 403;

  /**
   * Why an object cannot be managed here, in Argo CD's words; empty where it can. A Namespace may
   * always be looked at: CreateNamespace has to know whether it is there.
   */
  Optional<Refused> refusal(ResourceKey key, ApiResources served) {
    boolean looked = key.group().isEmpty() && key.kind().equals("Namespace");
    if (namespaces.isEmpty() || looked) {
      return Optional.empty();
    }
    return served
        .preferred(key.groupKind())
        .flatMap(kind -> problem(key, kind))
        .map(problem -> new Refused(key, FORBIDDEN, "NotManaged", problem));
  }

  private Optional<String> problem(ResourceKey key, ApiResource kind) {
    if (!kind.namespaced()) {
      return clusterResources
          ? Optional.empty()
          : Optional.of(
              "Cluster level %s \"%s\" can not be managed when in namespaced mode"
                  .formatted(key.kind(), key.name()));
    }
    return namespaces.contains(key.namespace())
        ? Optional.empty()
        : Optional.of(
            "Namespace \"%s\" for %s \"%s\" is not managed"
                .formatted(key.namespace(), key.kind(), key.name()));
  }
}
