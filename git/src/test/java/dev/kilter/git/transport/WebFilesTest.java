package dev.kilter.git.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kilter.model.failure.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebFilesTest {
  private final HttpServer server;
  private final List<String> asked = new ArrayList<>();
  private List<String> hosts = List.of("127.0.0.1");
  private final WebFiles files = new WebFiles(() -> hosts, Duration.ofSeconds(20), _ -> "");

  WebFilesTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            if (path.startsWith("/to/")) {
              exchange.getResponseHeaders().add("Location", path.substring(4));
              exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/absent")) {
              exchange.sendResponseHeaders(404, -1);
            } else {
              byte[] body = path.getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            }
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String get(String path) {
    String url =
        path.startsWith("/") ? "http://127.0.0.1:" + server.getAddress().getPort() + path : path;
    return switch (files.get(url, 20)) {
      case Result.Success<byte[]>(var content) -> new String(content, StandardCharsets.UTF_8);
      case Result.Failed<byte[]>(var failure) -> failure.message();
    };
  }

  @Test
  void readsAFileAlsoWhereItMoved() {
    assertThat(get("/a.yaml")).isEqualTo("/a.yaml");
    assertThat(get("/to//b.yaml")).isEqualTo("/b.yaml");
    assertThat(get("/absent")).contains("was answered with HTTP 404");
    assertThat(get("/" + "a".repeat(30))).contains("it answers with more than 20 bytes");
  }

  @Test
  void reachesThisMachineAndItsLinkOnlyByName() {
    hosts = List.of("*");
    for (String host :
        List.of(
            "127.0.0.1",
            "127.1",
            "[::1]",
            "localhost",
            "0.0.0.0",
            "169.254.169.254",
            "[::ffff:127.0.0.1]",
            "[fe80::1]")) {
      assertThat(get("http://" + host + ":1/latest/meta-data"))
          .as(host)
          .containsAnyOf(
              "an address of this machine",
              "link-local or none of a host",
              "cannot be resolved",
              "without a plain host",
              "names no valid host");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void refusesARedirectToWhatIsNotAllowed() {
    assertThat(get("/to/http://169.254.169.254/latest")).contains("which is not allowed");
    assertThat(get("/to/file:///etc/passwd")).contains("leads to a URL of scheme file");
    assertThat(get("/to//to//to//to//to//to//to//a")).contains("redirects more than 5 times");
  }

  @Test
  void refusesHostsThatAreNotAllowedBeforeAnyRequest() {
    hosts = List.of("*.git.example");
    assertThat(get("/a.yaml")).contains("127.0.0.1, which is not allowed (kilter.remote.hosts)");
    assertThat(asked).isEmpty();
  }
}
