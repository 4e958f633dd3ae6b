package dev.kilter.cluster.transport;

import dev.kilter.cluster.connection.Endpoint;
import dev.kilter.cluster.connection.Proof;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.RequestObserver;
import dev.kilter.model.kubernetes.RequestObserver.Exchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The transport: HTTP/1.1 written straight onto sockets that are kept open, one connection for each
 * stream. Blocking calls, meant for virtual threads. It takes a fraction of the CPU of the JDK's
 * HttpClient, and of the server's (ADR 0004), loads a tenth of its classes, and unlike
 * HttpURLConnection it can say PATCH, which API servers need and accept under no other name.
 */
public final class SocketApi implements KubernetesApi {
  private static final Duration ANSWER = Duration.ofSeconds(70);
  private static final int UNAUTHORIZED = 401;

  /** So many requests at once; a burst of more waits here, and not in the server. */
  private static final int AT_ONCE = 64;

  private final Endpoint endpoint;
  private final RequestObserver observer;
  private final Wires wires;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final SilenceWatch silence = new SilenceWatch();

  public SocketApi(Endpoint endpoint, RequestObserver observer) {
    this.endpoint = endpoint;
    this.observer = observer;
    this.wires = new Wires(new Dialer(endpoint));
  }

  @Override
  public String server() {
    return endpoint.url().toString();
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    try {
      turns.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before a request to " + server());
    }
    try {
      return proved(proof -> observed(request, proof), ApiResponse::status);
    } finally {
      turns.release();
    }
  }

  /** Sent again with another proof where the server refuses one and another can be had. */
  private <T> T proved(Sending<T> sending, ToIntFunction<T> status) throws IOException {
    Proof proof = endpoint.credentials().proof();
    T answer = sending.with(proof);
    if (status.applyAsInt(answer) == UNAUTHORIZED) {
      endpoint.credentials().rejected(proof);
      Proof other = endpoint.credentials().proof();
      return other.equals(proof) ? answer : sending.with(other);
    }
    return answer;
  }

  private interface Sending<T> {
    T with(Proof proof) throws IOException;
  }

  private ApiResponse observed(ApiRequest request, Proof proof) throws IOException {
    long start = System.nanoTime();
    int status = 0;
    long bytes = 0;
    try {
      ApiResponse response = exchange(request, proof);
      status = response.status();
      bytes = response.content().length;
      return response;
    } finally {
      tell(request, status, start, bytes);
    }
  }

  private void tell(ApiRequest request, int status, long start, long bytes) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    observer.exchanged(new Exchange(server(), request, status, took, bytes));
  }

  /**
   * What only reads may be asked again where the server had given the connection up; one that is
   * slow has not.
   */
  private ApiResponse exchange(ApiRequest request, Proof proof) throws IOException {
    byte[] wanted = written(request, proof);
    Wire wire = wires.take(proof);
    boolean again = wire.used() && request.method().equals("GET");
    try {
      return exchange(wire, wanted, request);
    } catch (IOException e) {
      if (!again || e instanceof SocketTimeoutException) {
        throw e;
      }
      return exchange(wires.dial(proof), wanted, request);
    }
  }

  private ApiResponse exchange(Wire wire, byte[] wanted, ApiRequest request) throws IOException {
    boolean reusable = false;
    try {
      HttpAnswer answer = wire.exchange(wanted, request.patience().orElse(ANSWER));
      byte[] content = answer.body().readAllBytes();
      reusable = answer.keepsOpen();
      return new ApiResponse(
          answer.status(), content, answer.header("retry-after").flatMap(RetryAfter::seconds));
    } finally {
      if (reusable) {
        wires.giveBack(wire);
      } else {
        wires.discard(wire);
      }
    }
  }

  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    return followBytes(
        request, line -> lines.accept(new String(line, StandardCharsets.UTF_8)), cancellation);
  }

  @Override
  public int followBytes(ApiRequest request, Consumer<byte[]> lines, Cancellation cancellation)
      throws IOException {
    return proved(proof -> following(request, proof, lines, cancellation), status -> status);
  }

  private int following(
      ApiRequest request, Proof proof, Consumer<byte[]> lines, Cancellation cancellation)
      throws IOException {
    long start = System.nanoTime();
    int status = 0;
    try {
      Wire wire = wires.dial(proof);
      try {
        cancellation.onCancel(wire::close);
        HttpAnswer answer =
            wire.exchange(written(request, proof), request.patience().orElse(ANSWER));
        status = answer.status();
        tell(request, status, start, 0);
        if (status / 100 == 2) {
          read(wire, answer, request, lines, cancellation);
        }
        return status;
      } finally {
        wires.discard(wire);
      }
    } catch (IOException e) {
      if (status == 0) {
        tell(request, status, start, 0);
      }
      if (cancellation.cancelled()) {
        return status == 0 ? 200 : status; // closed from here, it ends and does not fail
      }
      throw e;
    }
  }

  private void read(
      Wire wire,
      HttpAnswer answer,
      ApiRequest request,
      Consumer<byte[]> lines,
      Cancellation cancellation)
      throws IOException {
    try (SilenceWatch.Guard guard = silence.guard(request.patience(), wire::close)) {
      try {
        wire.waitForEver();
        new LineReader(answer.body(), guard::heard).forEach(lines);
      } catch (IOException e) {
        if (!cancellation.cancelled() && !guard.expired()) {
          throw e;
        }
      }
      if (guard.expired()) {
        throw new SilenceException(server());
      }
    }
  }

  private byte[] written(ApiRequest request, Proof proof) {
    byte[] body = request.body().map(Body::content).orElseGet(() -> new byte[0]);
    byte[] head = head(request, proof, body.length).getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }

  private String head(ApiRequest request, Proof proof, int length) {
    StringBuilder head = new StringBuilder(512);
    head.append(request.method()).append(' ');
    head.append(endpoint.basePath()).append(request.path()).append(" HTTP/1.1\r\n");
    header(head, "Host", endpoint.url().getRawAuthority());
    header(head, "User-Agent", UserAgent.TEXT);
    header(head, "Accept", Accept.of(request.path()));
    proof.authorization().ifPresent(value -> header(head, "Authorization", value));
    request.body().ifPresent(body -> header(head, "Content-Type", body.contentType()));
    if (length > 0 || !request.method().equals("GET")) {
      header(head, "Content-Length", Integer.toString(length));
    }
    return head.append("\r\n").toString();
  }

  private static void header(StringBuilder head, String name, String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("the header " + name + " contains a line break");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  @Override
  public void close() {
    wires.close();
    silence.close();
  }
}
