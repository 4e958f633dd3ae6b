package dev.kilter.model.manifest;

/** A kind of object at one version; the core group is the empty string. */
public record GroupVersionKind(String group, String version, String kind) {
  /** Reads {@code apps/v1} or {@code v1} with a kind. */
  public static GroupVersionKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersionKind("", apiVersion, kind)
        : new GroupVersionKind(
            apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  public GroupKind groupKind() {
    return new GroupKind(group, kind);
  }

  /** {@code apps/v1}, or {@code v1} for the core group. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  @Override
  public String toString() {
    return apiVersion() + "/" + kind;
  }
}
