package dev.kilter.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A blocking client for JSON trees. Paths are those of the API, query included. Requests beyond a
 * fixed number wait for each other; streams have connections of their own, so that neither can
 * exhaust the server's stream limit for the other.
 */
public final class KubeClient implements AutoCloseable {
  private static final int REQUESTS_AT_ONCE = 32;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final ClusterAccess access;
  private final String userAgent;
  private final HttpClient requests;
  private final HttpClient streams;
  private final Semaphore permits = new Semaphore(REQUESTS_AT_ONCE);

  /** The user agent's first part becomes the field manager of what this client writes. */
  public KubeClient(ClusterAccess access, String userAgent) throws IOException {
    this.access = access;
    this.userAgent = userAgent;
    this.requests = client(access);
    this.streams = client(access);
  }

  private static HttpClient client(ClusterAccess access) throws IOException {
    try {
      return HttpClient.newBuilder()
          .sslContext(Tls.trusting(access.authorityPem()))
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the sandbox's certificate authority", e);
    }
  }

  public JsonNode get(String path) throws IOException {
    return Json.parse(answer("GET", path, BodyPublishers.noBody(), "application/json"));
  }

  /** The answer as text, for logs and health endpoints. */
  public String text(String path) throws IOException {
    var answer = answer("GET", path, BodyPublishers.noBody(), "application/json");
    return new String(answer, StandardCharsets.UTF_8);
  }

  /** Empty where the server says 404. */
  public Optional<JsonNode> find(String path) throws IOException {
    try {
      return Optional.of(get(path));
    } catch (ApiException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Posts {@code body} to the collection at {@code path}. */
  public JsonNode create(String path, JsonNode body) throws IOException {
    return Json.parse(answer("POST", path, publisher(body), "application/json"));
  }

  public JsonNode replace(String path, JsonNode body) throws IOException {
    return Json.parse(answer("PUT", path, publisher(body), "application/json"));
  }

  public JsonNode patch(String path, PatchType type, JsonNode body) throws IOException {
    return Json.parse(answer("PATCH", path, publisher(body), type.mediaType()));
  }

  /** Server-side apply under this field manager, taking over fields of others. */
  public JsonNode apply(String path, String fieldManager, JsonNode body) throws IOException {
    var query = "?force=true&fieldManager=" + fieldManager;
    return patch(path + query, PatchType.APPLY, body);
  }

  public void delete(String path) throws IOException {
    answer("DELETE", path, BodyPublishers.noBody(), "application/json");
  }

  /** Deletes under the options (preconditions, grace) in {@code body}. */
  public void delete(String path, JsonNode body) throws IOException {
    answer("DELETE", path, publisher(body), "application/json");
  }

  /** An answer that goes on, such as a watch or a followed log; the caller closes it. */
  public InputStream stream(String path) throws IOException {
    var request = request(path).GET().build();
    var response = send(streams, request, BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 != 2) {
      try (var body = response.body()) {
        throw failure("GET " + path, response.statusCode(), body.readAllBytes());
      }
    }
    return response.body();
  }

  private byte[] answer(String method, String path, BodyPublisher body, String mediaType)
      throws IOException {
    var request =
        request(path)
            .header("Content-Type", mediaType)
            .timeout(REQUEST_TIMEOUT)
            .method(method, body)
            .build();
    acquire();
    try {
      var response = send(requests, request, BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw failure(method + " " + path, response.statusCode(), response.body());
      }
      return response.body();
    } finally {
      permits.release();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(access.server() + path))
        .header("Authorization", "Bearer " + access.token())
        .header("User-Agent", userAgent)
        .header("Accept", "application/json, */*");
  }

  private void acquire() throws InterruptedIOException {
    try {
      permits.acquire();
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static <T> HttpResponse<T> send(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return client.send(request, handler);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for the API server");
  }

  private static BodyPublisher publisher(JsonNode body) {
    return BodyPublishers.ofByteArray(Json.bytes(body));
  }

  private static ApiException failure(String request, int status, byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8).trim();
    var message = text.startsWith("{") ? Json.object(text).path("message").asText(text) : text;
    return new ApiException(request, status, message);
  }

  @Override
  public void close() {
    requests.shutdownNow();
    streams.shutdownNow();
  }
}
