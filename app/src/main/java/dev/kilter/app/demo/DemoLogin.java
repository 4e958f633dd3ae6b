package dev.kilter.app.demo;

import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;

/** Where a browser finds the demo, and what to log in with: the initial password, as ever. */
record DemoLogin(int port, String password) {
  private static final int WISHED = 8080;
  private static final String SECRET = "argocd-initial-admin-secret";

  /** The port that everybody expects, where nobody else has it. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(WISHED, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      return 0;
    }
  }

  /** The password is empty where somebody has changed it and removed the Secret, as one should. */
  static DemoLogin read(KubernetesApi api, String namespace, int port) throws IOException {
    ApiResponse response =
        api.send(ApiRequest.get("/api/v1/namespaces/" + namespace + "/secrets/" + SECRET));
    return new DemoLogin(port, response.ok() ? password(response) : "");
  }

  private static String password(ApiResponse response) throws IOException {
    try {
      String encoded = Document.of(Json.parse(response.content())).text("data", "password");
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (CodecException e) {
      throw new IOException("the Secret " + SECRET + " cannot be read", e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  String text() {
    return "In the browser:        "
        + address()
        + (password.isEmpty()
            ? "   as admin, with your password"
            : "   as admin, password " + password)
        + "\n"
        + "There you find         "
        + Shop.STALLS.stream()
            .filter(stall -> stall.state() != Shop.State.WELL)
            .map(stall -> stall.name() + " – " + stall.state().words())
            .collect(Collectors.joining(",\n                       "))
        + "\n";
  }

  /** For logs: without the password. */
  @Override
  public String toString() {
    return "DemoLogin[" + address() + "]";
  }
}
