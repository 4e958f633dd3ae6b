package dev.kilter.sandbox.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.kube.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Plain HTTP in front of a sandbox's API server, which seems to be another one: older, or with
 * parts that are away. What a rule does not answer itself is passed on, watches piece by piece.
 */
public final class Gateway implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade");

  private final ClusterAccess access;
  private final HttpClient upstream;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Function<Request, Optional<Refusal>>> rules = new CopyOnWriteArrayList<>();
  private volatile boolean aggregatedDiscovery = true;

  /** What a rule looks at; {@code type} is the content's, empty where there is none. */
  public record Request(String method, String path, String type) {
    /** Whether it is a server-side apply of this kind. */
    public boolean applies(String plural) {
      return type.equals("application/apply-patch+yaml") && path.contains("/" + plural + "/");
    }
  }

  /** How a server says no. */
  public record Refusal(int code, String reason, String message) {
    private byte[] json() {
      return """
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"%s",
       "reason":"%s","code":%d}
      """
          .formatted(message, reason, code)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  public Gateway(ClusterAccess access) throws IOException {
    this.access = access;
    try {
      upstream =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(Tls.trusting(access.authorityPem()))
              .build();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the sandbox's certificate authority", e);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** The server that this seems to be. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Writes the kubeconfig that leads through here. */
  public Path kubeconfig(Path file) throws IOException {
    return Files.writeString(
        file,
        """
        {"apiVersion":"v1","kind":"Config","current-context":"gateway",
         "clusters":[{"name":"gateway","cluster":{"server":"%s"}}],
         "users":[{"name":"gateway","user":{"token":"%s"}}],
         "contexts":[{"name":"gateway","context":{"cluster":"gateway","user":"gateway"}}]}
        """
            .formatted(url(), access.token()));
  }

  /** From now on, and before the rules that came later. */
  public Gateway refuse(Function<Request, Optional<Refusal>> rule) {
    rules.add(rule);
    return this;
  }

  /** The server knows only the old lists of groups and kinds. */
  public Gateway withoutAggregatedDiscovery() {
    aggregatedDiscovery = false;
    return this;
  }

  /** All is passed on again. */
  public void forgive() {
    rules.clear();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              type == null ? "" : type);
      Optional<Refusal> refusal =
          rules.stream().flatMap(rule -> rule.apply(request).stream()).findFirst();
      if (refusal.isPresent()) {
        byte[] content = refusal.get().json();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(refusal.get().code(), content.length);
        exchange.getResponseBody().write(content);
      } else {
        answer(exchange, send(exchange, body));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<InputStream> send(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    String path = exchange.getRequestURI().toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(access.server() + path))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    boolean discovery = path.equals("/api") || path.equals("/apis");
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    if (discovery && !aggregatedDiscovery) {
      request.setHeader("Accept", "application/json");
    }
    return upstream.send(request.build(), BodyHandlers.ofInputStream());
  }

  private static void answer(HttpExchange exchange, HttpResponse<InputStream> response)
      throws IOException {
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
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
