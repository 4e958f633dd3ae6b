package dev.kilter.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.kube.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a controller and its API server, writes down every request that changes something,
 * and lets a test do something at one of them: before it arrives, or when it has been carried out
 * and the controller does not know yet. A request at which something was done gets no answer.
 */
final class KillingProxy implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade");

  private final ClusterAccess access;
  private final HttpClient upstream;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new ArrayList<>();
  private volatile Ambush ambush = (_, _) -> false;

  /** When a request is on its way to the API server, and when its answer is on the way back. */
  enum Moment {
    BEFORE,
    AFTER
  }

  /** A request that changes something; {@code status} is zero while it is not answered. */
  record Request(String method, String path, String body, int status) {
    boolean about(String text) {
      return path.contains(text) || body.contains(text);
    }

    boolean created() {
      return status == 201;
    }

    boolean deleted() {
      return method.equals("DELETE") && status / 100 == 2;
    }
  }

  /** Says whether it struck; the request then gets no answer. */
  interface Ambush {
    boolean strikes(Request request, Moment moment);
  }

  KillingProxy(ClusterAccess access) {
    this.access = access;
    try {
      upstream =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(Tls.trusting(access.authorityPem()))
              .build();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** Writes the kubeconfig that leads through here. */
  Path kubeconfig(Path file) {
    try {
      return Files.writeString(
          file,
          """
          {"apiVersion":"v1","kind":"Config","current-context":"proxy",
           "clusters":[{"name":"proxy","cluster":{"server":"http://127.0.0.1:%d"}}],
           "users":[{"name":"proxy","user":{"token":"%s"}}],
           "contexts":[{"name":"proxy","context":{"cluster":"proxy","user":"proxy"}}]}
          """
              .formatted(server.getAddress().getPort(), access.token()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void lay(Ambush next) {
    ambush = next;
  }

  /** Every answered request that changes something, in the order of the answers. */
  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              new String(body, StandardCharsets.UTF_8),
              0);
      if (request.method().equals("GET")) {
        answer(exchange, send(exchange, body));
      } else if (!ambush.strikes(request, Moment.BEFORE)) {
        change(exchange, request, send(exchange, body));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void change(HttpExchange exchange, Request request, HttpResponse<InputStream> response)
      throws IOException {
    Request answered =
        new Request(request.method(), request.path(), request.body(), response.statusCode());
    synchronized (requests) {
      requests.add(answered);
    }
    if (ambush.strikes(answered, Moment.AFTER)) {
      response.body().close();
    } else {
      answer(exchange, response);
    }
  }

  private HttpResponse<InputStream> send(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(access.server() + exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return upstream.send(request.build(), BodyHandlers.ofInputStream());
  }

  /** Each piece is handed on as it comes, for watches. */
  private static void answer(HttpExchange exchange, HttpResponse<InputStream> response)
      throws IOException {
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    try (InputStream in = response.body()) {
      exchange.sendResponseHeaders(response.statusCode(), 0);
      OutputStream out = exchange.getResponseBody();
      byte[] piece = new byte[16 * 1024];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        out.write(piece, 0, read);
        out.flush();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    upstream.shutdownNow();
    threads.shutdownNow();
  }
}
