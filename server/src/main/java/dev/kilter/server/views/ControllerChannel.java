package dev.kilter.server.views;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds the controller through its ConfigMap and reaches it with the user's own rights: through the
 * API server's pod proxy, or directly where it runs on this machine. Where none is to be found, an
 * observer on this machine answers, if there is one.
 */
public final class ControllerChannel implements ViewsChannel {
  private final KubernetesApi kubernetes;
  private final String namespace;
  private final LoopbackHttp loopback;
  private final ObserverFile observer;

  /** A POST of JSON to a port of this machine; returns the body of a 200. */
  @FunctionalInterface
  public interface LoopbackHttp {
    byte[] post(int port, String path, byte[] body) throws IOException;
  }

  public ControllerChannel(
      KubernetesApi kubernetes, String namespace, LoopbackHttp loopback, ObserverFile observer) {
    this.kubernetes = kubernetes;
    this.namespace = namespace;
    this.loopback = loopback;
    this.observer = observer;
  }

  @Override
  public Result<Document> ask(String view, Document question) {
    Result<Document> answer = askController(view, question);
    return answer instanceof Result.Failed<Document>
        ? observer.read().flatMap(spot -> askObserver(spot, view, question)).orElse(answer)
        : answer;
  }

  /** Empty where it is gone; its file may outlive it. */
  private Optional<Result<Document>> askObserver(
      ObserverFile.Spot spot, String view, Document question) {
    try {
      Document body = question.with(spot.token(), "token");
      return Optional.of(Result.success(posted(spot.port(), view, body)));
    } catch (IOException | CodecException e) {
      return Optional.empty();
    }
  }

  private Document posted(int port, String view, Document body) throws IOException {
    return new Document(
        Json.object(loopback.post(port, ViewsService.ROOT + view, Json.bytes(body.root()))));
  }

  private Result<Document> askController(String view, Document question) {
    try {
      Optional<Document> advertised = read("configmaps/" + ControllerAddress.CONFIG_MAP);
      Optional<ControllerAddress> address =
          advertised.flatMap(map -> ControllerAddress.of(map.document("data")));
      if (address.isEmpty()) {
        return absent(
            "No controller runs: there is no ConfigMap \""
                + ControllerAddress.CONFIG_MAP
                + "\" in namespace \""
                + namespace
                + "\".");
      }
      Optional<Document> secret = read("secrets/" + ControllerAddress.SECRET);
      if (secret.isEmpty()) {
        return absent(
            "The controller cannot be asked: Secret \""
                + ControllerAddress.SECRET
                + "\" in namespace \""
                + namespace
                + "\" cannot be read.");
      }
      Document body = question.with(token(secret.get()), "token");
      return Result.success(
          switch (address.get()) {
            case ControllerAddress.InPod(var pod, var port) ->
                throughApiServer(pod, port, view, body);
            case ControllerAddress.OnThisMachine(var port) -> posted(port, view, body);
          });
    } catch (IOException | CodecException e) {
      return absent("No controller answers: " + e.getMessage() + ".");
    }
  }

  private Document throughApiServer(String pod, int port, String view, Document body)
      throws IOException {
    String path =
        "/api/v1/namespaces/"
            + namespace
            + "/pods/"
            + Call.segment(pod)
            + ":"
            + port
            + "/proxy"
            + ViewsService.ROOT
            + view;
    ApiResponse response =
        kubernetes.send(ApiRequest.of("POST", path, "application/json", Json.bytes(body.root())));
    if (!response.ok()) {
      throw new IOException("pod \"" + pod + "\" answered HTTP " + response.status());
    }
    return new Document(Json.object(response.content()));
  }

  private Optional<Document> read(String resource) throws IOException {
    ApiResponse response =
        kubernetes.send(ApiRequest.get("/api/v1/namespaces/" + namespace + "/" + resource));
    return response.ok()
        ? Optional.of(new Document(Json.object(response.content())))
        : Optional.empty();
  }

  private static String token(Document secret) {
    byte[] decoded = Base64.getMimeDecoder().decode(secret.text("data", "token"));
    return new String(decoded, StandardCharsets.UTF_8);
  }

  private static Result<Document> absent(String message) {
    return Result.failed(new Failure.ControllerAbsent(message));
  }
}
