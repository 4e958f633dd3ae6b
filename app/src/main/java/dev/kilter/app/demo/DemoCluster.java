package dev.kilter.app.demo;

import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the demo puts into the cluster: settings, namespaces and an Application of each kind. */
final class DemoCluster {
  private final KubernetesApi api;
  private final String namespace;

  DemoCluster(KubernetesApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  /** Repositories in folders are off by default; the demo's repository is one. */
  void prepare() throws IOException {
    apply("/api/v1/namespaces/" + namespace, "v1", "Namespace", Map.of());
    apply("/api/v1/namespaces/shop", "v1", "Namespace", Map.of());
    apply(
        "/api/v1/namespaces/" + namespace + "/configmaps/argocd-cm",
        "v1",
        "ConfigMap",
        Map.of(
            "data",
            Map.of(
                "kilter.sources.file",
                "true",
                "timeout.reconciliation",
                "10s",
                "timeout.reconciliation.jitter",
                "0s")));
  }

  void createShop(String repoUrl) throws IOException {
    for (Shop.Stall stall : Shop.STALLS) {
      apply(
          "/apis/argoproj.io/v1alpha1/namespaces/" + namespace + "/applications/" + stall.name(),
          "argoproj.io/v1alpha1",
          "Application",
          Map.of("spec", spec(stall, repoUrl)));
    }
  }

  private static Map<String, Object> spec(Shop.Stall stall, String repoUrl) {
    return Map.of(
        "project",
        "default",
        "source",
        Map.of("repoURL", repoUrl, "path", stall.path(), "targetRevision", "main"),
        "destination",
        Map.of("server", "https://kubernetes.default.svc", "namespace", "shop"),
        "syncPolicy",
        Map.of("automated", Map.of("prune", true, "selfHeal", stall.selfHeal())));
  }

  /** The object's name is the last part of the path. */
  private void apply(String path, String apiVersion, String kind, Map<String, Object> content)
      throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    object.put("metadata", Map.of("name", name));
    object.putAll(content);
    ApiResponse response =
        api.send(
            ApiRequest.of(
                "PATCH",
                path + "?fieldManager=kilter-demo&force=true",
                "application/apply-patch+yaml",
                Json.bytes(object)));
    if (!response.ok()) {
      throw new IOException(
          kind
              + " "
              + name
              + " was refused: "
              + new String(response.content(), StandardCharsets.UTF_8));
    }
  }
}
