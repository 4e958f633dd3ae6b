package dev.kilter.server.rest;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Application;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.util.List;

/** Events about an Application, asked for when somebody wants to see them. */
public final class KubernetesEvents implements EventReader {
  private final KubernetesApi kubernetes;

  public KubernetesEvents(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Override
  public Result<List<Manifest>> events(Application about) {
    String path =
        "/api/v1/namespaces/"
            + about.id().namespace()
            + "/events?fieldSelector="
            + Call.segment("involvedObject.kind=Application,involvedObject.uid=" + about.uid());
    try {
      ApiResponse response = kubernetes.send(ApiRequest.get(path));
      return response.ok()
          ? Result.success(
              new Document(Json.object(response.content()))
                  .documents("items").stream().map(one -> Manifest.of(one.root())).toList())
          : Result.failed(
              new Failure.ClusterUnreachable(
                  kubernetes.server(), "reading Events answered HTTP " + response.status()));
    } catch (IOException e) {
      return Result.failed(
          new Failure.ClusterUnreachable(kubernetes.server(), String.valueOf(e.getMessage())));
    }
  }
}
