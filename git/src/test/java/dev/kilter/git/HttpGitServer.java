package dev.kilter.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real Git server over HTTP: {@code git http-backend} behind the JDK's server. */
final class HttpGitServer implements AutoCloseable {
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Path root;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<String> wanted = Optional.empty();
  private volatile Optional<String> elsewhere = Optional.empty();
  private volatile int brokenStatus;
  private final LfsStore large = new LfsStore();

  /** What arrived; {@code authorization} is empty where none was sent. */
  record Request(String method, String target, String authorization) {}

  HttpGitServer(Path root) throws IOException {
    this(root, HttpServer.create(LOOPBACK, 0), "http");
  }

  HttpGitServer(Path root, HttpsConfigurator tls) throws IOException {
    this(root, secured(tls), "https");
  }

  private HttpGitServer(Path root, HttpServer server, String scheme) {
    this.root = root;
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  private static HttpServer secured(HttpsConfigurator tls) throws IOException {
    HttpsServer server = HttpsServer.create(LOOPBACK, 0);
    server.setHttpsConfigurator(tls);
    return server;
  }

  String url(String repository) {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
  }

  HttpGitServer wantsBasic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    wanted = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    return this;
  }

  HttpGitServer wantsBearer(String token) {
    wanted = Optional.of("Bearer " + token);
    return this;
  }

  HttpGitServer redirectsTo(String url) {
    elsewhere = Optional.of(url);
    return this;
  }

  HttpGitServer answersOnly(int status) {
    brokenStatus = status;
    return this;
  }

  LfsStore large() {
    return large;
  }

  List<Request> requests() {
    return requests;
  }

  long count(String part) {
    return requests.stream().filter(request -> request.target.contains(part)).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization =
          Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
      String target = exchange.getRequestURI().toString();
      requests.add(new Request(exchange.getRequestMethod(), target, authorization));
      if (brokenStatus > 0) {
        exchange.sendResponseHeaders(brokenStatus, -1);
      } else if (wanted.isPresent() && !authorization.equals(wanted.get())) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (elsewhere.isPresent()) {
        String rest = target.substring(target.indexOf('/', 1));
        exchange.getResponseHeaders().set("Location", elsewhere.get() + rest);
        exchange.sendResponseHeaders(302, -1);
      } else if (!large.answered(exchange)) {
        runBackend(exchange);
      }
    }
  }

  private void runBackend(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> environment = builder.environment();
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put(
        "QUERY_STRING", Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
    putHeader(exchange, "Content-Type", "CONTENT_TYPE", environment);
    putHeader(exchange, "Content-Encoding", "HTTP_CONTENT_ENCODING", environment);
    putHeader(exchange, "Git-Protocol", "HTTP_GIT_PROTOCOL", environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    }
    try (InputStream out = process.getInputStream()) {
      answer(exchange, out);
    }
  }

  private static void putHeader(
      HttpExchange exchange, String header, String variable, Map<String, String> environment) {
    String value = exchange.getRequestHeaders().getFirst(header);
    if (value != null) {
      environment.put(variable, value);
    }
  }

  private static void answer(HttpExchange exchange, InputStream out) throws IOException {
    int status = 200;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      if (line.startsWith("Status:")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(line.substring(0, colon), value);
      }
    }
    exchange.sendResponseHeaders(status, 0);
    out.transferTo(exchange.getResponseBody());
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }
}
