package dev.kilter.server.views;

import dev.kilter.api.Document;
import java.util.Map;
import java.util.Optional;

/**
 * Where the running controller answers, as it wrote it into the ConfigMap {@code
 * kilter-controller}: its pod and port, or, where it runs outside of the cluster, a port of its
 * machine.
 */
public sealed interface ControllerAddress {
  /** The ConfigMap's name. */
  String CONFIG_MAP = "kilter-controller";

  /** The Secret whose {@code token} the controller asks for. */
  String SECRET = "kilter-views";

  record InPod(String pod, int port) implements ControllerAddress {}

  /** Only ever this machine: the token must not follow an address that somebody else wrote. */
  record OnThisMachine(int port) implements ControllerAddress {}

  /** The ConfigMap's data. */
  default Map<String, String> data() {
    return switch (this) {
      case InPod(var pod, var port) -> Map.of("pod", pod, "port", Integer.toString(port));
      case OnThisMachine(var port) -> Map.of("address", "127.0.0.1:" + port);
    };
  }

  static Optional<ControllerAddress> of(Document data) {
    if (!data.text("pod").isEmpty()) {
      return port(data.text("port")).map(port -> new InPod(data.text("pod"), port));
    }
    String address = data.text("address");
    return address.startsWith("127.0.0.1:")
        ? port(address.substring("127.0.0.1:".length())).map(OnThisMachine::new)
        : Optional.empty();
  }

  private static Optional<Integer> port(String text) {
    return text.matches("\\d{1,5}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }
}
