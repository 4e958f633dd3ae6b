package dev.kilter.model.cluster;

import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.GroupVersionKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an API server serves, as discovered; immutable. */
public final class ApiResources {
  public static final ApiResources NONE = new ApiResources(java.util.List.of(), "");

  private final Map<GroupVersionKind, ApiResource> byKind = new HashMap<>();
  private final Map<GroupKind, ApiResource> preferred = new HashMap<>();
  private final String serverVersion;
  private final Set<String> unavailable;

  public ApiResources(Collection<ApiResource> resources, String serverVersion) {
    this(resources, serverVersion, Set.of());
  }

  /** {@code unavailable} are group-versions whose own server does not answer. */
  public ApiResources(
      Collection<ApiResource> resources, String serverVersion, Set<String> unavailable) {
    this.serverVersion = serverVersion;
    this.unavailable = Set.copyOf(unavailable);
    for (ApiResource resource : resources) {
      byKind.put(resource.gvk(), resource);
      if (resource.preferred()) {
        preferred.put(resource.gvk().groupKind(), resource);
      }
    }
  }

  public Optional<ApiResource> find(GroupVersionKind gvk) {
    return Optional.ofNullable(byKind.get(gvk));
  }

  /** The kind at the version that the server prefers. */
  public Optional<ApiResource> preferred(GroupKind kind) {
    return Optional.ofNullable(preferred.get(kind));
  }

  /** A group-version of that group which does not answer now, so that its kinds are not known. */
  public Optional<String> unavailable(String group) {
    return unavailable.stream()
        .filter(version -> version.startsWith(group + "/"))
        .sorted()
        .findFirst();
  }

  public Collection<ApiResource> all() {
    return java.util.Collections.unmodifiableCollection(byKind.values());
  }

  /** For instance {@code v1.36.3}. */
  public String serverVersion() {
    return serverVersion;
  }
}
