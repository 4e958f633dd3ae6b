package dev.kilter.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.cluster.connection.Proof;
import dev.kilter.cluster.transport.ScriptedServer.Manner;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.RequestObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a connection between two requests, and of a request on one that is gone. */
class KeptConnectionsTest {
  private static final ApiRequest READ = ApiRequest.get("/version");
  private static final ApiRequest WRITE =
      ApiRequest.of("PATCH", "/a", "application/json", "{}".getBytes(StandardCharsets.UTF_8));

  private ScriptedServer server;
  private SocketApi api;

  @BeforeEach
  void connect() throws Exception {
    server = new ScriptedServer(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
    api = new SocketApi(server.endpoint(), RequestObserver.NONE);
  }

  @AfterEach
  void close() throws IOException {
    api.close();
    server.close();
  }

  @Test
  void oneConnectionServesOneRequestAfterTheOther() throws IOException {
    for (ApiRequest request : new ApiRequest[] {READ, WRITE, READ}) {
      assertThat(api.send(request).ok()).isTrue();
    }
    assertThat(server.requests()).isEqualTo(3);
    assertThat(server.accepted()).isEqualTo(1);
  }

  @Test
  void whatReadsIsAskedAgainWhereTheServerGaveTheConnectionUp() throws IOException {
    api.send(READ);
    server.next(Manner.HANGS_UP);
    assertThat(api.send(READ).ok()).isTrue();
    assertThat(server.requests()).isEqualTo(3);
    assertThat(server.accepted()).isEqualTo(2);
  }

  /** It may have been carried out. */
  @Test
  void whatWritesIsNeverSentTwice() throws IOException {
    api.send(READ);
    server.next(Manner.HANGS_UP);
    assertThatThrownBy(() -> api.send(WRITE)).isInstanceOf(IOException.class);
    assertThat(server.requests()).isEqualTo(2);
  }

  /** The connection was not kept, so that this is the server's doing. */
  @Test
  void aNewConnectionThatEndsIsNoReasonToAskAgain() {
    server.next(Manner.HANGS_UP);
    assertThatThrownBy(() -> api.send(READ)).isInstanceOf(IOException.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aServerThatIsSlowIsAskedOnce() throws IOException {
    api.send(READ);
    server.next(Manner.IS_SILENT);
    assertThatThrownBy(() -> api.send(READ.withPatience(Duration.ofMillis(100))))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(server.requests()).isEqualTo(2);
    server.next(Manner.ANSWERS);
    assertThat(api.send(READ).ok()).isTrue();
    assertThat(server.accepted()).as("the late answer belongs to nobody").isEqualTo(2);
  }

  @Test
  void aConnectionThatRestsForLongIsClosedThoughNobodyAsksForOne() throws Exception {
    Proof proof = server.endpoint().credentials().proof();
    Wires wires = new Wires(new Dialer(server.endpoint()), Duration.ofMillis(50));
    Wire first = wires.take(proof);
    Wire second = wires.take(proof);
    for (Wire wire : new Wire[] {first, second}) {
      read(wire);
      wires.giveBack(wire);
    }
    Awaitility.await().until(() -> server.accepted() == 2 && server.open() == 0);
    Wire third = wires.take(proof);
    read(third);
    wires.giveBack(third);
    Awaitility.await().until(() -> server.accepted() == 3 && server.open() == 0);
  }

  private static void read(Wire wire) throws IOException {
    byte[] request = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(wire.exchange(request, Duration.ofSeconds(10)).body().readAllBytes()).hasSize(2);
  }
}
