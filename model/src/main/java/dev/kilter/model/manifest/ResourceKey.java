package dev.kilter.model.manifest;

import java.util.Comparator;

/**
 * Identity of an object across desired and live state, whatever its version. Cluster-scoped objects
 * have an empty namespace. Ordered by group, kind, namespace, name, as {@code status.resources} is.
 */
public record ResourceKey(String group, String kind, String namespace, String name)
    implements Comparable<ResourceKey> {
  private static final Comparator<ResourceKey> ORDER =
      Comparator.comparing(ResourceKey::group)
          .thenComparing(ResourceKey::kind)
          .thenComparing(ResourceKey::namespace)
          .thenComparing(ResourceKey::name);

  public GroupKind groupKind() {
    return new GroupKind(group, kind);
  }

  public ResourceKey inNamespace(String other) {
    return new ResourceKey(group, kind, other, name);
  }

  @Override
  public int compareTo(ResourceKey other) {
    return ORDER.compare(this, other);
  }

  /** Argo CD's form, {@code apps/Deployment/shop/api}; the core group leaves a leading slash. */
  @Override
  public String toString() {
    return group + "/" + kind + "/" + namespace + "/" + name;
  }
}
