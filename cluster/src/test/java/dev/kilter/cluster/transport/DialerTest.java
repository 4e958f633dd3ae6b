package dev.kilter.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.cluster.connection.Endpoint;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.RequestObserver;
import dev.kilter.sandbox.pki.CertificateAuthority;
import dev.kilter.sandbox.pki.Identity;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** TLS with servers that are less usual than the sandbox's. */
class DialerTest {
  private static final char[] NO_PASSWORD = {};
  private static SSLContext served;
  private static SSLContext trusting;

  @BeforeAll
  static void certify() throws Exception {
    CertificateAuthority authority = CertificateAuthority.create("test", Instant.now());
    Identity server = authority.server("test", List.of(), List.of("127.0.0.1"));
    KeyStore keys = emptyStore();
    keys.setKeyEntry("server", server.key(), NO_PASSWORD, new Certificate[] {server.certificate()});
    KeyManagerFactory shown =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(keys, NO_PASSWORD);
    served = SSLContext.getInstance("TLS");
    served.init(shown.getKeyManagers(), null, new SecureRandom());
    KeyStore trusted = emptyStore();
    trusted.setCertificateEntry("authority", authority.authority().certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), new SecureRandom());
  }

  private static KeyStore emptyStore() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static ScriptedServer serverOf(String... groups) throws Exception {
    SSLServerSocket socket =
        (SSLServerSocket)
            served
                .getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setNamedGroups(groups);
    socket.setSSLParameters(parameters);
    return new ScriptedServer(socket);
  }

  @Test
  void aServerOfGoTakesTheCheapestKeyExchange() throws Exception {
    try (ScriptedServer server = serverOf("x25519", "secp256r1");
        SocketApi api = new SocketApi(server.endpoint("https", trusting), RequestObserver.NONE)) {
      assertThat(api.send(ApiRequest.get("/version")).ok()).isTrue();
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  /** As one that is held to the rules of FIPS 140. Only the first connection finds that out. */
  @Test
  void aServerWithoutCurve25519IsOfferedEveryKeyExchange() throws Exception {
    try (ScriptedServer server = serverOf("secp256r1")) {
      Endpoint endpoint = server.endpoint("https", trusting);
      Dialer dialer = new Dialer(endpoint);
      dialer.dial(endpoint.credentials().proof()).close();
      assertThat(server.accepted()).isEqualTo(2);
      dialer.dial(endpoint.credentials().proof()).close();
      assertThat(server.accepted()).isEqualTo(3);
    }
  }

  @Test
  void aServerThatIsNotTrustedIsNotTalkedTo() throws Exception {
    try (ScriptedServer server = serverOf("x25519", "secp256r1")) {
      Endpoint endpoint = server.endpoint("https", SSLContext.getDefault());
      Dialer dialer = new Dialer(endpoint);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> dialer.dial(endpoint.credentials().proof()))
            .isInstanceOf(SSLHandshakeException.class);
      }
      assertThat(server.requests()).isZero();
    }
  }
}
