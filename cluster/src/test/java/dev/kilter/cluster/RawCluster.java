package dev.kilter.cluster;

import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Plain requests, as somebody else would make them. */
record RawCluster(KubernetesApi api) {
  Manifest post(String path, String json) {
    return send("POST", path, "application/json", json);
  }

  Manifest mergePatch(String path, String json) {
    return send("PATCH", path, "application/merge-patch+json", json);
  }

  Manifest get(String path) {
    return object(call(ApiRequest.get(path)));
  }

  int status(String path) {
    return call(ApiRequest.get(path)).status();
  }

  void delete(String path) {
    send("DELETE", path, "application/json", "{}");
  }

  Manifest send(String method, String path, String type, String json) {
    return object(call(ApiRequest.of(method, path, type, json.getBytes(StandardCharsets.UTF_8))));
  }

  ApiResponse call(ApiRequest request) {
    try {
      return api.send(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest object(ApiResponse response) {
    if (!response.ok()) {
      throw new AssertionError(new String(response.content(), StandardCharsets.UTF_8));
    }
    return Manifest.of(Json.object(response.content()));
  }
}
