package dev.kilter.testkit.apiserver;

import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the controllers send to their own server. */
record Requests(Kinds kinds, KubernetesApi api) {
  private static final String MERGE_PATCH = "application/merge-patch+json";

  /** False where somebody else was faster. */
  boolean delete(Manifest object, String propagation) {
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    options.put("kind", "DeleteOptions");
    options.put("apiVersion", "v1");
    options.put("preconditions", Map.of("uid", object.uid()));
    if (!propagation.isEmpty()) {
      options.put("propagationPolicy", propagation);
    }
    return send("DELETE", path(object), "application/json", options);
  }

  boolean patchMetadata(Manifest object, String field, List<?> value) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put(field, value.isEmpty() ? null : value);
    metadata.put("resourceVersion", object.resourceVersion());
    metadata.put("uid", object.uid());
    return send("PATCH", path(object), MERGE_PATCH, Map.of("metadata", metadata));
  }

  boolean put(String path, Manifest object) {
    return send("PUT", path, "application/json", object.root());
  }

  private boolean send(
      String method,
      String path,
      String contentType,
      Map<String, ? extends @Nullable Object> tree) {
    try {
      ApiResponse response = api.send(ApiRequest.of(method, path, contentType, Json.bytes(tree)));
      return response.ok();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path(Manifest object) {
    Kind kind = kinds.of(object.gvk()).orElseThrow();
    String root = kind.group().isEmpty() ? "/api/" : "/apis/";
    String namespace = kind.namespaced() ? "/namespaces/" + encoded(object.namespace()) : "";
    return root
        + kind.gvk().apiVersion()
        + namespace
        + "/"
        + kind.plural()
        + "/"
        + encoded(object.name());
  }

  private static String encoded(String step) {
    return URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
