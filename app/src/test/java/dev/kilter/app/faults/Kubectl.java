package dev.kilter.app.faults;

import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How everybody but Kilter talks to the API server: at once, and without faults. */
final class Kubectl {
  static final String CONTROL_PLANE = "argocd";
  static final String APPLICATIONS =
      "/apis/argoproj.io/v1alpha1/namespaces/" + CONTROL_PLANE + "/applications";

  private final KubernetesApi api;

  Kubectl(ApiServer server, String agent) {
    api = server.as(agent);
  }

  static String collection(Wanted.Kind kind, String namespace) {
    String root = kind.apiVersion.contains("/") ? "/apis/" : "/api/";
    return root
        + kind.apiVersion
        + (kind.namespaced ? "/namespaces/" + namespace : "")
        + "/"
        + kind.plural;
  }

  static String path(Wanted.Kind kind, String namespace, String name) {
    return collection(kind, namespace) + "/" + name;
  }

  static String application(String name) {
    return APPLICATIONS + "/" + name;
  }

  Optional<Manifest> get(String path) {
    ApiResponse response = send(ApiRequest.get(path));
    return response.ok()
        ? Optional.of(Manifest.of(Json.object(response.content())))
        : Optional.empty();
  }

  boolean create(String collection, Manifest object) {
    return send(body("POST", collection, "application/json", object.root())).ok();
  }

  boolean replace(String path, Manifest object) {
    return send(body("PUT", path, "application/json", object.root())).ok();
  }

  boolean merge(String path, Map<String, @Nullable Object> patch) {
    return send(body("PATCH", path, "application/merge-patch+json", patch)).ok();
  }

  boolean delete(String path) {
    return send(new ApiRequest("DELETE", path, Optional.empty())).ok();
  }

  void annotate(String path, String name, @Nullable String value) {
    Map<String, @Nullable Object> annotation = new java.util.HashMap<>();
    annotation.put(name, value);
    merge(path, Map.of("metadata", Map.of("annotations", annotation)));
  }

  private static ApiRequest body(
      String method, String path, String type, Map<String, @Nullable Object> tree) {
    return ApiRequest.of(method, path, type, Json.bytes(tree));
  }

  private ApiResponse send(ApiRequest request) {
    try {
      return api.send(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
