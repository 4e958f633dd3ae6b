package dev.kilter.cluster.apply;

import dev.kilter.cluster.discovery.ResourcePaths;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ResourceApplier;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;

/** Requests about one object, with our manager's name and the wanted validation. */
final class ObjectRequests {
  static final String APPLY = "application/apply-patch+yaml";
  private static final String JSON = "application/json";

  private final KubernetesApi api;
  private final ApiResource resource;
  private final Manifest object;
  private final String options;

  ObjectRequests(KubernetesApi api, ApiResource resource, ApplyRequest request) {
    this.api = api;
    this.resource = resource;
    this.object = request.manifest();
    this.options =
        "?fieldManager="
            + ResourceApplier.FIELD_MANAGER
            + "&fieldValidation="
            + (request.validate() ? "Strict" : "Ignore");
  }

  private String path() {
    return ResourcePaths.object(resource, object.namespace(), object.name());
  }

  ApiResponse get() throws IOException {
    return api.send(ApiRequest.get(path()));
  }

  ApiResponse apply(Manifest manifest, String more) throws IOException {
    return api.send(
        ApiRequest.of(
            "PATCH", path() + options + "&force=true" + more, APPLY, Json.bytes(manifest.root())));
  }

  ApiResponse patch(String contentType, byte[] patch) throws IOException {
    return api.send(ApiRequest.of("PATCH", path() + options, contentType, patch));
  }

  ApiResponse create(Manifest manifest) throws IOException {
    String path = ResourcePaths.collection(resource, object.namespace());
    return api.send(ApiRequest.of("POST", path + options, JSON, Json.bytes(manifest.root())));
  }

  ApiResponse replace(Manifest manifest) throws IOException {
    return api.send(ApiRequest.of("PUT", path() + options, JSON, Json.bytes(manifest.root())));
  }

  ApiResponse delete(byte[] deleteOptions) throws IOException {
    return api.send(ApiRequest.of("DELETE", path(), JSON, deleteOptions));
  }

  /** The object in an answer. */
  static Manifest object(ApiResponse response) throws IOException {
    try {
      return Manifest.of(Json.object(response.content()));
    } catch (CodecException e) {
      throw new IOException("the API server's answer is no JSON object", e);
    }
  }
}
