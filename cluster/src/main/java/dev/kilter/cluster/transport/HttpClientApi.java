package dev.kilter.cluster.transport;

import dev.kilter.cluster.connection.Endpoint;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.RequestObserver;
import dev.kilter.model.kubernetes.RequestObserver.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * The transport for load: JDK clients over HTTP/2, those for streams apart from those for requests,
 * so that neither can use up the other's (design 2.2). Blocking calls, meant for virtual threads.
 */
public final class HttpClientApi implements KubernetesApi {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(70);
  private static final int REQUEST_CLIENTS = 2;
  private static final int STREAM_CLIENTS = 64;
  private static final int UNAUTHORIZED = 401;

  private final Endpoint endpoint;
  private final ClientPool requests;
  private final ClientPool streams;
  private final SilenceWatch silence = new SilenceWatch();
  private final RequestObserver observer;

  public HttpClientApi(Endpoint endpoint, RequestObserver observer) {
    this.endpoint = endpoint;
    this.observer = observer;
    this.requests = new ClientPool(this::client, this::warm, REQUEST_CLIENTS);
    this.streams = new ClientPool(this::client, this::warm, STREAM_CLIENTS);
  }

  private HttpClient client() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .sslContext(endpoint.tls())
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .version(endpoint.secure() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    endpoint
        .proxy()
        .ifPresent(proxy ->
            builder.proxy(
                ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort()))));
    return builder.build();
  }

  private void warm(HttpClient client) throws IOException {
    call(client, request(ApiRequest.get("/version"), ANSWER), BodyHandlers.discarding());
  }

  @Override
  public String server() {
    return endpoint.url().toString();
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    StreamClient client = requests.acquire();
    try {
      HttpResponse<byte[]> response = exchange(client.http(), request);
      if (response.statusCode() == UNAUTHORIZED) {
        endpoint.credentials().rejected();
        response = exchange(client.http(), request);
      }
      return new ApiResponse(response.statusCode(), response.body(), retryAfter(response));
    } finally {
      client.release();
    }
  }

  private HttpResponse<byte[]> exchange(HttpClient client, ApiRequest request) throws IOException {
    return observed(client, request, BodyHandlers.ofByteArray(), body -> body.length);
  }

  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    StreamClient client = streams.acquire();
    try {
      HttpResponse<InputStream> response = open(client.http(), request);
      if (response.statusCode() == UNAUTHORIZED) {
        response.body().close();
        endpoint.credentials().rejected();
        response = open(client.http(), request);
      }
      try (InputStream body = response.body()) {
        if (response.statusCode() / 100 == 2) {
          readLines(body, request, lines, cancellation);
        }
      }
      return response.statusCode();
    } finally {
      client.release();
    }
  }

  private HttpResponse<InputStream> open(HttpClient client, ApiRequest request) throws IOException {
    return observed(client, request, BodyHandlers.ofInputStream(), _ -> 0);
  }

  private <T> HttpResponse<T> observed(
      HttpClient client,
      ApiRequest request,
      HttpResponse.BodyHandler<T> body,
      ToLongFunction<T> length)
      throws IOException {
    long start = System.nanoTime();
    int status = 0;
    long bytes = 0;
    try {
      HttpResponse<T> response =
          call(client, request(request, request.patience().orElse(ANSWER)), body);
      status = response.statusCode();
      bytes = length.applyAsLong(response.body());
      return response;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      observer.exchanged(new Exchange(server(), request, status, took, bytes));
    }
  }

  private void readLines(
      InputStream body, ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    cancellation.onCancel(() -> close(body));
    try (SilenceWatch.Guard guard = silence.guard(request.patience(), () -> close(body))) {
      read(body, lines, cancellation, guard);
      if (guard.expired()) {
        throw new SilenceException(server());
      }
    }
  }

  /** A stream that was closed from here ends; it does not fail. */
  private static void read(
      InputStream body, Consumer<String> lines, Cancellation cancellation, SilenceWatch.Guard guard)
      throws IOException {
    try {
      new LineReader(body, guard::heard).forEach(lines);
    } catch (IOException e) {
      if (!cancellation.cancelled() && !guard.expired()) {
        throw e;
      }
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // it is being given up anyway
    }
  }

  private HttpRequest request(ApiRequest request, Duration limit) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri(request.path()))
            .timeout(limit)
            .header("Accept", accept(request))
            .header("User-Agent", UserAgent.TEXT);
    endpoint
        .credentials()
        .authorization()
        .ifPresent(value -> builder.header("Authorization", value));
    HttpRequest.BodyPublisher body =
        request
            .body()
            .map(content -> HttpRequest.BodyPublishers.ofByteArray(content.content()))
            .orElseGet(HttpRequest.BodyPublishers::noBody);
    request.body().ifPresent(content -> builder.header("Content-Type", content.contentType()));
    return builder.method(request.method(), body).build();
  }

  private URI uri(String path) {
    String authority = endpoint.url().getScheme() + "://" + endpoint.url().getRawAuthority();
    return URI.create(authority + endpoint.basePath() + path);
  }

  private static String accept(ApiRequest request) {
    return Accept.of(request.path());
  }

  private <T> HttpResponse<T> call(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
    try {
      return client.send(request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted during a request to " + server());
    }
  }

  private static Optional<Integer> retryAfter(HttpResponse<?> response) {
    return response.headers().firstValue("Retry-After").flatMap(RetryAfter::seconds);
  }

  @Override
  public void close() {
    requests.close();
    streams.close();
    silence.close();
  }
}
