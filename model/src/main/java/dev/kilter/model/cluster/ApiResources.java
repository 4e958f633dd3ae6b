package dev.kilter.model.cluster;

import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.GroupVersionKind;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What an API server serves, as discovered; immutable. */
public final class ApiResources {
  public static final ApiResources NONE = new ApiResources(java.util.List.of(), "");

  private final Map<GroupVersionKind, ApiResource> byKind = new HashMap<>();
  private final Map<GroupKind, ApiResource> preferred = new HashMap<>();
  private final String serverVersion;
  private final Set<String> unavailable;
  private final AtomicReference<@Nullable String> digest = new AtomicReference<>();

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

  /**
   * Every {@code group/version} and {@code group/version/Kind}, sorted: what Helm calls the API
   * versions, in Argo CD's form.
   */
  public List<String> apiVersions() {
    TreeSet<String> versions = new TreeSet<>();
    for (GroupVersionKind kind : byKind.keySet()) {
      String apiVersion =
          kind.group().isEmpty() ? kind.version() : kind.group() + "/" + kind.version();
      versions.add(apiVersion);
      versions.add(apiVersion + "/" + kind.kind());
    }
    return List.copyOf(versions);
  }

  /** Of the server's version and all that it serves: equal digests show a template the same. */
  public String digest() {
    String known = digest.get();
    if (known == null) {
      known =
          Digest.ofBytes(
                  (serverVersion + "\n" + String.join("\n", apiVersions()))
                      .getBytes(StandardCharsets.UTF_8))
              .toString();
      digest.set(known);
    }
    return known;
  }

  /** For instance {@code v1.36.3}. */
  public String serverVersion() {
    return serverVersion;
  }
}
