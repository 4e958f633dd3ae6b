package dev.kilter.cluster.discovery;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a server for its kinds: two documents where it has aggregated discovery (Kubernetes 1.26 and
 * later), one a group-version where it has not.
 */
public final class Discovery {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KubernetesApi api;

  public Discovery(KubernetesApi api) {
    this.api = api;
  }

  /**
   * All kinds, and the server's version.
   *
   * @throws IOException where the server does not answer, or not to these credentials
   */
  public Discovered discover() throws IOException {
    List<ApiResource> found = new ArrayList<>();
    Set<String> unavailable = new HashSet<>();
    String version = get("/version").text("gitVersion").orElse("");
    Manifest core = get("/api");
    if (core.kind().equals("APIGroupDiscoveryList")) {
      readAggregated(core, found, unavailable);
    } else {
      readVersion("", "v1", true, found, unavailable);
    }
    Manifest groups = get("/apis");
    if (groups.kind().equals("APIGroupDiscoveryList")) {
      readAggregated(groups, found, unavailable);
    } else {
      readGroups(groups, found, unavailable);
    }
    return new Discovered(found, unavailable, version);
  }

  private static void readAggregated(
      Manifest list, List<ApiResource> found, Set<String> unavailable) {
    for (Manifest group : list.items("items")) {
      Set<String> kinds = new HashSet<>();
      for (Manifest version : group.items("versions")) {
        String name = version.text("version").orElse("");
        if (version.text("freshness").orElse("").equals("Stale")) {
          unavailable.add(new GroupVersionKind(group.name(), name, "").apiVersion());
          continue;
        }
        for (Manifest resource : version.items("resources")) {
          GroupVersionKind gvk = kind(resource, group.name(), name);
          found.add(
              new ApiResource(
                  gvk,
                  resource.text("resource").orElse(""),
                  resource.text("scope").orElse("").equals("Namespaced"),
                  kinds.add(gvk.kind()),
                  verbs(resource)));
        }
      }
    }
  }

  /** The answer's kind; left without a version it is of the group-version that it stands in. */
  private static GroupVersionKind kind(Manifest resource, String group, String version) {
    String kind = resource.text("responseKind", "kind").orElse("");
    String own = resource.text("responseKind", "version").orElse("");
    return own.isEmpty()
        ? new GroupVersionKind(group, version, kind)
        : new GroupVersionKind(resource.text("responseKind", "group").orElse(""), own, kind);
  }

  private void readGroups(Manifest list, List<ApiResource> found, Set<String> unavailable)
      throws IOException {
    for (Manifest group : list.items("groups")) {
      String name = group.text("name").orElse("");
      String preferred = group.text("preferredVersion", "version").orElse("");
      for (Manifest version : group.items("versions")) {
        String text = version.text("version").orElse("");
        readVersion(name, text, text.equals(preferred), found, unavailable);
      }
    }
    preferFirstOfTheRest(found);
  }

  private void readVersion(
      String group,
      String version,
      boolean preferred,
      List<ApiResource> found,
      Set<String> unavailable)
      throws IOException {
    String apiVersion = new GroupVersionKind(group, version, "").apiVersion();
    String path = (group.isEmpty() ? "/api/" : "/apis/") + apiVersion;
    ApiResponse response = send(path);
    if (!response.ok()) {
      unavailable.add(apiVersion);
      return;
    }
    for (Manifest resource : read(path, response).items("resources")) {
      String plural = resource.text("name").orElse("");
      if (!plural.contains("/")) {
        found.add(
            new ApiResource(
                new GroupVersionKind(group, version, resource.kind()),
                plural,
                resource.flag("namespaced").orElse(false),
                preferred,
                verbs(resource)));
      }
    }
  }

  /** A kind that the group's preferred version lacks is preferred at the first that has it. */
  private static void preferFirstOfTheRest(List<ApiResource> found) {
    Set<Object> preferred = new HashSet<>();
    found.stream()
        .filter(ApiResource::preferred)
        .forEach(resource -> preferred.add(resource.gvk().groupKind()));
    found.replaceAll(resource ->
        preferred.add(resource.gvk().groupKind())
            ? new ApiResource(
                resource.gvk(), resource.plural(), resource.namespaced(), true, resource.verbs())
            : resource);
  }

  private static Set<String> verbs(Manifest resource) {
    Set<String> verbs = new HashSet<>();
    resource
        .list("verbs")
        .forEach(verb -> Optional.ofNullable(verb).ifPresent(v -> verbs.add(v.toString())));
    return verbs;
  }

  private Manifest get(String path) throws IOException {
    ApiResponse response = send(path);
    if (response.ok()) {
      return read(path, response);
    }
    String advice =
        response.status() == 401 || response.status() == 403
            ? ": check the credentials of this cluster"
            : "";
    throw new IOException(
        api.server() + " answered " + response.status() + " for " + path + advice);
  }

  private ApiResponse send(String path) throws IOException {
    return api.send(ApiRequest.get(path).withPatience(PATIENCE));
  }

  private Manifest read(String path, ApiResponse response) throws IOException {
    try {
      return Manifest.of(Json.object(response.content()));
    } catch (CodecException e) {
      throw new IOException(
          api.server() + path + " did not answer with JSON: is it an API server?", e);
    }
  }
}
