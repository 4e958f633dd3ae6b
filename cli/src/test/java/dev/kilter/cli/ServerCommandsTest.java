package dev.kilter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a server that answers over HTTP. */
class ServerCommandsTest {
  private final Recorded cli = new Recorded();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, String> answers = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private final HttpServer server = listening();
  private final String address = "127.0.0.1:" + server.getAddress().getPort();

  @TempDir Path folder;

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() {
    cli.variable("ARGOCD_CONFIG_DIR", folder.toString());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    asked.add((call + " " + body + (authorization == null ? "" : " as " + authorization)).strip());
    if (refusals.containsKey(call)) {
      byte[] refusal = refusals.get(call).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(401, refusal.length);
      exchange.getResponseBody().write(refusal);
      exchange.close();
      return;
    }
    String text = answers.getOrDefault(call, "{\"message\":\"no such thing\",\"code\":5}");
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answers.containsKey(call) ? 200 : 404, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private void logIn() {
    answers.put("POST /api/v1/session", "{\"token\":\"t1\"}");
    cli.input = "secret\n";
    assertThat(cli.run("login " + address + " --plaintext --username ana --password -")).isZero();
    assertThat(cli.out()).contains("'ana' logged in successfully");
    assertThat(asked)
        .containsExactly("POST /api/v1/session {\"username\":\"ana\",\"password\":\"secret\"}");
    asked.clear();
  }

  @Test
  void aLoginStaysForTheNextCommands() throws Exception {
    logIn();
    assertThat(Files.readString(folder.resolve("config"))).contains("auth-token: t1");

    answers.put("GET /api/v1/projects", "{\"items\":[{\"metadata\":{\"name\":\"shop\"}}]}");
    assertThat(cli.run("proj list -o name")).isZero();
    assertThat(cli.out()).isEqualTo("shop\n");
    assertThat(asked).containsExactly("GET /api/v1/projects  as Bearer t1");
    assertThat(cli.calls).isEmpty();

    assertThat(cli.run("context")).isZero();
    assertThat(cli.out()).contains("*").contains(address);
  }

  @Test
  void aLogoutEndsItHereAndThere() throws Exception {
    logIn();
    answers.put("DELETE /api/v1/session", "{}");
    assertThat(cli.run("logout " + address)).isZero();
    assertThat(asked).containsExactly("DELETE /api/v1/session  as Bearer t1");
    assertThat(Files.readString(folder.resolve("config"))).doesNotContain("t1");
  }

  @Test
  void coreMeansKubernetesWhateverContextThereIs() {
    logIn();
    cli.answer("GET /api/v1/projects", "items: []");
    assertThat(cli.run("--core proj list -o name")).isZero();
    cli.variable("ARGOCD_OPTS", "--core");
    cli.answer("GET /api/v1/projects", "items: []");
    assertThat(cli.run("proj list -o name")).isZero();
    assertThat(asked).isEmpty();
  }

  @Test
  void theEnvironmentNamesAServerAsArgoCds() {
    cli.variable("ARGOCD_SERVER", address)
        .variable("ARGOCD_AUTH_TOKEN", "t2")
        .variable("ARGOCD_OPTS", "--plaintext --grpc-web");
    answers.put("GET /api/v1/account/can-i/applications/sync/shop%2Fapi", "{\"value\":\"no\"}");
    assertThat(cli.run("account can-i sync applications shop/api")).isZero();
    assertThat(cli.out()).isEqualTo("no\n");
    assertThat(Objects.requireNonNull(asked.getFirst())).endsWith("as Bearer t2");
  }

  @Test
  void logsComeAsAStream() {
    logIn();
    answers.put(
        "GET /api/v1/applications/shop/logs?tailLines=2",
        """
        data: {"result":{"content":"GET / 200","podName":"api-1","last":false}}

        :

        data: {"result":{"content":"","podName":"","last":true}}

        """);
    assertThat(cli.run("app logs shop --tail 2")).isZero();
    assertThat(cli.out()).isEqualTo("api-1 GET / 200\n");
  }

  @Test
  void errorsSayWhatStandsInTheWay() {
    logIn();
    assertThat(cli.run("app get none")).isEqualTo(20);
    answers.put("GET /api/v1/projects", "<html><body>502 upstream not ready</body></html>");
    assertThat(cli.run("proj list")).isEqualTo(20);
    assertThat(cli.err())
        .contains("answered, but not as a server of Kilter or Argo CD", "502 upstream not ready");
    server.stop(0);
    assertThat(cli.run("proj list")).isEqualTo(20);
    assertThat(cli.err()).contains("http://" + address + " does not answer.");
  }

  /** The JDK's client gives up the body of a 401 where it streams what it sends. */
  @Test
  void aWrongPasswordIsNoStranger() {
    refusals.put(
        "POST /api/v1/session",
        "{\"message\":\"Invalid username or password\",\"code\":16,\"kilter\":{\"code\":"
            + "\"KIL-201\",\"failed\":\"The name or the password is wrong.\",\"why\":\"w\","
            + "\"do\":[\"again\"]}}");
    cli.input = "ana\nwrong\n";
    assertThat(cli.run("login " + address + " --plaintext --exit-codes detailed")).isEqualTo(21);
    assertThat(cli.err()).contains("The name or the password is wrong.");
    assertThat(asked)
        .containsExactly("POST /api/v1/session {\"username\":\"ana\",\"password\":\"wrong\"}");
  }

  @Test
  void theVersionNeedsNoServer() {
    cli.variable("ARGOCD_OPTS", "--core");
    assertThat(cli.run("--version")).isZero();
  }

  @Test
  void whatNeedsAServerSaysSo() {
    assertThat(cli.run("app logs shop")).isEqualTo(1);
    assertThat(cli.err())
        .contains("This needs a server, and none is chosen.", "kilter login HOST:PORT");
  }
}
