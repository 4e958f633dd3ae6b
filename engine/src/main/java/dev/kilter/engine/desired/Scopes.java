package dev.kilter.engine.desired;

import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whether a kind lives in namespaces, by the server or by a CRD that comes along. */
record Scopes(ApiResources served, Map<GroupKind, Scope> coming) {
  private static final GroupKind CRD =
      new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

  enum Scope {
    NAMESPACED,
    CLUSTER,
    UNKNOWN
  }

  static Scopes of(ApiResources served, Collection<Manifest> manifests) {
    Map<GroupKind, Scope> coming = new HashMap<>();
    for (Manifest manifest : manifests) {
      if (manifest.gvk().groupKind().equals(CRD)) {
        GroupKind kind =
            new GroupKind(
                manifest.text("spec", "group").orElse(""),
                manifest.text("spec", "names", "kind").orElse(""));
        boolean cluster = manifest.text("spec", "scope").filter("Cluster"::equals).isPresent();
        coming.put(kind, cluster ? Scope.CLUSTER : Scope.NAMESPACED);
      }
    }
    return new Scopes(served, coming);
  }

  static boolean isCrd(Manifest manifest) {
    return manifest.gvk().groupKind().equals(CRD);
  }

  Scope of(GroupVersionKind gvk) {
    return served
        .find(gvk)
        .or(() -> served.preferred(gvk.groupKind()))
        .map(resource -> resource.namespaced() ? Scope.NAMESPACED : Scope.CLUSTER)
        .orElseGet(() -> coming.getOrDefault(gvk.groupKind(), Scope.UNKNOWN));
  }
}
