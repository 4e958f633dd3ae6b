package dev.kilter.store.requests;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an API server's answer means. */
final class Answer {
  private static final int MAX_EVIDENCE = 500;

  private Answer() {}

  static Result<Manifest> read(String server, ResourceKey key, ApiResponse response) {
    return response.ok() ? parsed(server, response) : Result.failed(failure(server, key, response));
  }

  private static Result<Manifest> parsed(String server, ApiResponse response) {
    try {
      return Result.success(Manifest.of(Json.answer(response.content())));
    } catch (CodecException e) {
      return Result.failed(
          new Failure.ClusterUnreachable(
              server, "The answer of " + server + " is no JSON: " + e.getMessage()));
    }
  }

  private static Failure failure(String server, ResourceKey key, ApiResponse response) {
    Manifest status = statusOf(response);
    String message = message(key, response, status);
    return switch (response.status()) {
      case 404 -> new Failure.NotFound(message);
      case 409 -> new Failure.Conflict(message);
      case 422 -> invalid(key, status, message);
      case 401, 429, 502, 503, 504 -> new Failure.ClusterUnreachable(server, message);
      default ->
          new Failure.Refused(
              key, response.status(), status.text("reason").orElse("Unknown"), message);
    };
  }

  /** A JSON patch whose test failed names no object; an object that is invalid does. */
  private static Failure invalid(ResourceKey key, Manifest status, String message) {
    return status.text("details", "name").isEmpty()
        ? new Failure.Conflict(message)
        : new Failure.Refused(key, 422, status.text("reason").orElse("Invalid"), message);
  }

  private static String message(ResourceKey key, ApiResponse response, Manifest status) {
    String said =
        status
            .text("message")
            .orElseGet(() -> new String(response.content(), StandardCharsets.UTF_8).strip());
    String evidence =
        mayQuote(key, response)
            ? "its reason may quote what is secret"
            : said.length() > MAX_EVIDENCE ? said.substring(0, MAX_EVIDENCE) + "…" : said;
    return "The API server answered "
        + response.status()
        + " for "
        + key
        + (evidence.isEmpty() ? "" : ": " + evidence);
  }

  /** What an API server says of an object that it cannot read shows pieces of it. */
  private static boolean mayQuote(ResourceKey key, ApiResponse response) {
    return key.kind().equals("Secret") && (response.status() == 400 || response.status() == 422);
  }

  private static Manifest statusOf(ApiResponse response) {
    try {
      return Manifest.of(Json.answer(response.content()));
    } catch (CodecException _) {
      return Manifest.of(Map.of()); // a proxy's page, say
    }
  }
}
