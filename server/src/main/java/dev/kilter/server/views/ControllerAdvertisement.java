package dev.kilter.server.views;

import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The controller's side of {@link ControllerChannel}: says where it answers, and to which token.
 */
public final class ControllerAdvertisement {
  private final KubernetesApi kubernetes;
  private final String namespace;

  public ControllerAdvertisement(KubernetesApi kubernetes, String namespace) {
    this.kubernetes = kubernetes;
    this.namespace = namespace;
  }

  /** Writes ConfigMap and Secret; what an earlier controller wrote is replaced. */
  public Result<Void> publish(ControllerAddress address, String token) {
    return apply(
            "Secret", "secrets", ControllerAddress.SECRET, "stringData", Map.of("token", token))
        .then(_ ->
            apply("ConfigMap", "configmaps", ControllerAddress.CONFIG_MAP, "data", address.data()));
  }

  /** Says that nobody answers any more. */
  public Result<Void> withdraw() {
    return send(
        new ApiRequest(
            "DELETE",
            path("configmaps", ControllerAddress.CONFIG_MAP),
            java.util.Optional.empty()));
  }

  private Result<Void> apply(
      String kind, String plural, String name, String member, Map<String, String> data) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", kind);
    tree.put("metadata", Map.of("name", name, "namespace", namespace));
    tree.put(member, data);
    return send(
        ApiRequest.of(
            "PATCH",
            path(plural, name) + "?fieldManager=kilter&force=true",
            "application/apply-patch+yaml",
            Json.text(tree).getBytes(StandardCharsets.UTF_8)));
  }

  private Result<Void> send(ApiRequest request) {
    try {
      ApiResponse response = kubernetes.send(request);
      return response.ok() || (request.method().equals("DELETE") && response.status() == 404)
          ? Result.done()
          : Result.failed(
              new Failure.Conflict(
                  request.method() + " " + request.path() + " answered HTTP " + response.status()));
    } catch (IOException e) {
      return Result.failed(
          new Failure.ClusterUnreachable(kubernetes.server(), String.valueOf(e.getMessage())));
    }
  }

  private String path(String plural, String name) {
    return "/api/v1/namespaces/" + namespace + "/" + plural + "/" + name;
  }
}
