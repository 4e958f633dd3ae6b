package dev.kilter.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A web server of files in memory, which remembers what it was asked. */
final class WebServer implements AutoCloseable {
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpServer server;
  private final String scheme;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final Map<String, String> links = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile String wanted = "";
  private volatile String challenge = "Basic realm=\"x\"";

  WebServer() throws IOException {
    this(HttpServer.create(LOOPBACK, 0), "http");
  }

  WebServer(HttpsConfigurator tls) throws IOException {
    this(secured(tls), "https");
  }

  private static HttpServer secured(HttpsConfigurator tls) throws IOException {
    HttpsServer server = HttpsServer.create(LOOPBACK, 0);
    server.setHttpsConfigurator(tls);
    return server;
  }

  private WebServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String path) {
    return scheme + "://" + host() + "/" + path;
  }

  WebServer with(String path, byte[] content) {
    files.put("/" + path, content);
    return this;
  }

  WebServer with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  WebServer redirecting(String path, String target) {
    redirects.put("/" + path, target);
    return this;
  }

  /** What comes next after the path, as registries say it. */
  WebServer linking(String path, String next) {
    links.put("/" + path, "<" + next + ">; rel=\"next\"");
    return this;
  }

  /** Every request must have this header from now on. */
  void wants(String authorization, String challenging) {
    wanted = authorization;
    challenge = challenging;
  }

  /** As {@code path authorization}. */
  List<String> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String given =
          Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
      requests.add((exchange.getRequestURI() + " " + given).strip());
      byte[] content = files.get(path);
      String tag = "\"" + (content == null ? "" : sha256(content)) + "\"";
      if (!wanted.isEmpty() && !given.equals(wanted)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        exchange.sendResponseHeaders(401, -1);
      } else if (redirects.containsKey(path)) {
        exchange.getResponseHeaders().set("Location", redirects.get(path));
        exchange.sendResponseHeaders(307, -1);
      } else if (content == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
      } else {
        exchange.getResponseHeaders().set("ETag", tag);
        if (links.containsKey(path)) {
          exchange.getResponseHeaders().set("Link", links.get(path));
        }
        exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A tar in gzip of these files; a name that begins with {@code ->} is a link to its content. */
  static byte[] tgz(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        if (file.getKey().startsWith("->")) {
          TarArchiveEntry link =
              new TarArchiveEntry(file.getKey().substring(2), TarArchiveEntry.LF_SYMLINK);
          link.setLinkName(file.getValue());
          tar.putArchiveEntry(link);
        } else {
          TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
          entry.setModTime(0L); // the same files are the same archive, a second later, too
          entry.setSize(content.length);
          tar.putArchiveEntry(entry);
          tar.write(content);
        }
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
