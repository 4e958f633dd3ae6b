package dev.kilter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TrustConfigMapsTest {
  private final Server server = new Server();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final TrustConfigMaps trust = new TrustConfigMaps(server, "argocd", () -> now);

  @Test
  void takesUpWhatIsAddedChangedAndRemoved() {
    assertThat(trust.knownHosts()).isEmpty();
    server.put("argocd-ssh-known-hosts-cm", "{\"data\":{\"ssh_known_hosts\":\"git AAA\"}}");
    server.put("argocd-tls-certs-cm", "{\"data\":{\"git.example\":\"PEM\"}}");
    server.put("argocd-gpg-keys-cm", "{\"data\":{\"4AEE18F83AFDEB23\":\"KEY\"}}");
    aWhileLater();
    assertThat(trust.knownHosts()).isEqualTo("git AAA");
    assertThat(trust.certificates("git.example")).isEqualTo("PEM");
    assertThat(trust.certificates("other.example")).isEmpty();
    assertThat(trust.gpgKeys()).containsExactly(Map.entry("4AEE18F83AFDEB23", "KEY"));

    server.put("argocd-ssh-known-hosts-cm", "{\"data\":{\"ssh_known_hosts\":\"git BBB\"}}");
    server.files.remove(path("argocd-tls-certs-cm"));
    aWhileLater();
    assertThat(trust.knownHosts()).isEqualTo("git BBB");
    assertThat(trust.certificates("git.example")).isEmpty();
  }

  @Test
  void keepsWhatWasKnownWhileTheServerFails() {
    server.put("argocd-ssh-known-hosts-cm", "{\"data\":{\"ssh_known_hosts\":\"git AAA\"}}");
    assertThat(trust.knownHosts()).isEqualTo("git AAA");
    server.put("argocd-ssh-known-hosts-cm", "no JSON");
    aWhileLater();
    assertThat(trust.knownHosts()).isEqualTo("git AAA");
    server.broken = true;
    aWhileLater();
    assertThat(trust.knownHosts()).isEqualTo("git AAA");
  }

  @Test
  void asksNoMoreOftenThanNeeded() {
    assertThat(trust.knownHosts() + trust.knownHosts()).isEmpty();
    assertThat(server.requests).isEqualTo(1);
  }

  private void aWhileLater() {
    now = now.plusSeconds(60);
  }

  private static String path(String name) {
    return "/api/v1/namespaces/argocd/configmaps/" + name;
  }

  /** Answers with texts by path. */
  private static final class Server implements KubernetesApi {
    private final Map<String, String> files = new HashMap<>();
    private boolean broken;
    private int requests;

    void put(String name, String text) {
      files.put(path(name), text);
    }

    @Override
    public String server() {
      return "https://server";
    }

    @Override
    public ApiResponse send(ApiRequest request) throws IOException {
      requests++;
      if (broken) {
        throw new IOException("the connection is gone");
      }
      String text = files.get(request.path());
      return text == null
          ? new ApiResponse(404, new byte[0], Optional.empty())
          : new ApiResponse(200, text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    @Override
    public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation) {
      throw new UnsupportedOperationException("nothing is followed here");
    }
  }
}
