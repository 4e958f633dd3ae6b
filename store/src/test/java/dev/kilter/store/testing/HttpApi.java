package dev.kilter.store.testing;

import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** The plainest client there is; the module's own code must not need more. */
public final class HttpApi implements KubernetesApi {
  private final String server;
  private final String token;
  private final HttpClient client;

  public HttpApi(String server, String token, SSLContext tls) {
    this.server = server;
    this.token = token;
    this.client = HttpClient.newBuilder().sslContext(tls).build();
  }

  @Override
  public String server() {
    return server;
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    try {
      HttpResponse<byte[]> response = client.send(http(request), BodyHandlers.ofByteArray());
      return new ApiResponse(response.statusCode(), response.body(), Optional.empty());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    try {
      HttpResponse<InputStream> response = client.send(http(request), BodyHandlers.ofInputStream());
      try (InputStream body = response.body();
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        cancellation.onCancel(() -> close(body));
        if (response.statusCode() == 200) {
          reader.lines().forEach(lines);
        }
      } catch (RuntimeException | IOException e) {
        if (!cancellation.cancelled()) {
          throw e;
        }
      }
      return response.statusCode();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private HttpRequest http(ApiRequest request) {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(URI.create(server + request.path()))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json");
    request
        .body()
        .ifPresentOrElse(
            body ->
                http.header("Content-Type", body.contentType())
                    .method(request.method(), BodyPublishers.ofByteArray(body.content())),
            () -> http.method(request.method(), BodyPublishers.noBody()));
    return http.build();
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
