package dev.kilter.cluster;

import dev.kilter.cluster.discovery.ResourcePaths;
import dev.kilter.cluster.transport.Reason;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Failure.ClusterUnreachable;
import dev.kilter.model.failure.Failure.KindUnknown;
import dev.kilter.model.failure.Failure.NotFound;
import dev.kilter.model.failure.Failure.Refused;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads that go to the server: one object, events about one, the end of a log. */
final class LiveRequests {
  private final String server;
  private final KubernetesApi api;

  LiveRequests(String server, KubernetesApi api) {
    this.server = server;
    this.api = api;
  }

  static KindUnknown unknownKind(ResourceKey key) {
    return new KindUnknown(
        key, "the API server does not serve " + key.kind() + ": is its CRD installed?");
  }

  /** Of an aggregated API, whose server is another one. */
  static Refused unavailable(ResourceKey key, String version) {
    return new Refused(
        key,
        503,
        "ServiceUnavailable",
        "the server of "
            + version
            + " is not available, so nothing is known of "
            + key.kind()
            + " "
            + key.name()
            + ": see its APIService");
  }

  /** Asked for nothing in particular, it is about everything that there may be. */
  static Refused unavailable(Set<String> kinds) {
    return new Refused(
        new ResourceKey("", "", "", ""),
        503,
        "ServiceUnavailable",
        "the servers of these kinds do not answer, so nothing tells what there is of them: "
            + String.join(", ", kinds.stream().sorted().toList())
            + ": see their APIServices");
  }

  Result<Manifest> get(ApiResource kind, ResourceKey key) {
    return read(ResourcePaths.object(kind, key.namespace(), key.name()), key)
        .then(response -> tree(response));
  }

  Result<List<Manifest>> events(String namespace, String uid) {
    ResourceKey about = new ResourceKey("", "Event", namespace, uid);
    String scope = namespace.isEmpty() ? "" : "/namespaces/" + ResourcePaths.encode(namespace);
    String selector = ResourcePaths.encode("involvedObject.uid=" + uid);
    return read("/api/v1" + scope + "/events?fieldSelector=" + selector, about)
        .then(this::tree)
        .map(list ->
            list.items("items").stream()
                .sorted(Comparator.comparing(LiveRequests::lastSeen))
                .toList());
  }

  private static String lastSeen(Manifest event) {
    return event
        .text("series", "lastObservedTime")
        .or(() -> event.text("lastTimestamp"))
        .or(() -> event.text("eventTime"))
        .or(() -> event.text("metadata", "creationTimestamp"))
        .orElse("");
  }

  Result<List<String>> logTail(LogQuery query) {
    return read(LogPath.of(query, false), pod(query))
        .map(response -> new String(response.content(), StandardCharsets.UTF_8).lines().toList());
  }

  Result<Void> log(LogQuery query, Consumer<String> lines, Cancellation cancellation) {
    String path = LogPath.of(query, true);
    try {
      int status = api.follow(ApiRequest.get(path), lines, cancellation);
      // A stream that was refused says only its status; asked again in one piece it says why.
      return status >= 200 && status < 300
          ? Result.done()
          : read(LogPath.of(query, false), pod(query)).then(_ -> Result.done());
    } catch (IOException e) {
      return cancellation.cancelled()
          ? Result.done()
          : Result.failed(new ClusterUnreachable(server, Reason.of(server, e)));
    }
  }

  private static ResourceKey pod(LogQuery query) {
    return new ResourceKey("", "Pod", query.namespace(), query.pod());
  }

  private Result<ApiResponse> read(String path, ResourceKey key) {
    try {
      ApiResponse response = api.send(ApiRequest.get(path));
      return response.ok() ? Result.success(response) : Result.failed(failure(response, key));
    } catch (IOException e) {
      return Result.failed(new ClusterUnreachable(server, Reason.of(server, e)));
    }
  }

  private Failure failure(ApiResponse response, ResourceKey key) {
    String message = message(response);
    return switch (response.status()) {
      case 404 -> new NotFound(message);
      case 401 ->
          new ClusterUnreachable(
              server, server + " answered 401: the cluster's credentials are not accepted");
      default -> new Refused(key, response.status(), "HTTP " + response.status(), message);
    };
  }

  private static String message(ApiResponse response) {
    try {
      return Manifest.of(Json.object(response.content()))
          .text("message")
          .orElse("HTTP " + response.status());
    } catch (CodecException e) {
      return "HTTP " + response.status();
    }
  }

  private Result<Manifest> tree(ApiResponse response) {
    try {
      return Result.success(Manifest.of(Json.object(response.content())));
    } catch (CodecException e) {
      return Result.failed(
          new ClusterUnreachable(server, server + " did not answer with JSON: " + e.getMessage()));
    }
  }
}
