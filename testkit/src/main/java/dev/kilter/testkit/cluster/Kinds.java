package dev.kilter.testkit.cluster;

import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.manifest.GroupVersionKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds that a model cluster serves. */
final class Kinds {
  private static final Set<String> VERBS =
      Set.of("create", "delete", "get", "list", "patch", "update", "watch");

  private Kinds() {}

  static ApiResources served() {
    List<ApiResource> kinds =
        Stream.of(
                kind("v1", "ConfigMap", true),
                kind("v1", "Secret", true),
                kind("v1", "Service", true),
                kind("v1", "ServiceAccount", true),
                kind("v1", "Pod", true),
                kind("v1", "PersistentVolumeClaim", true),
                kind("v1", "PersistentVolume", false),
                kind("v1", "Namespace", false),
                kind("apps/v1", "Deployment", true),
                kind("apps/v1", "StatefulSet", true),
                kind("apps/v1", "DaemonSet", true),
                kind("apps/v1", "ReplicaSet", true),
                kind("batch/v1", "Job", true),
                kind("rbac.authorization.k8s.io/v1", "ClusterRole", false),
                kind("rbac.authorization.k8s.io/v1", "Role", true),
                kind("apiextensions.k8s.io/v1", "CustomResourceDefinition", false),
                kind("argoproj.io/v1alpha1", "Application", true))
            .toList();
    return new ApiResources(kinds, "v1.36.3");
  }

  private static ApiResource kind(String apiVersion, String kind, boolean namespaced) {
    return new ApiResource(
        GroupVersionKind.of(apiVersion, kind),
        kind.toLowerCase(Locale.ROOT) + "s",
        namespaced,
        true,
        VERBS);
  }
}
