package dev.kilter.cluster.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The keys were made by openssl for this test and open nothing. */
class PemTest {
  private static PrivateKey key(String name) throws IOException {
    try (InputStream in = PemTest.class.getResourceAsStream(name)) {
      return Pem.privateKey(Objects.requireNonNull(in, name).readAllBytes());
    }
  }

  @Test
  void readsTheSameKeyInItsOldAndItsNewForm() throws IOException {
    assertThat(key("rsa-pkcs1.pem")).isEqualTo(key("rsa-pkcs8.pem"));
    assertThat(key("ec-sec1.pem").getAlgorithm()).isEqualTo("EC");
    assertThat(((ECPrivateKey) key("ec-sec1.pem")).getS())
        .isEqualTo(((ECPrivateKey) key("ec-pkcs8.pem")).getS());
  }

  @Test
  void refusesWhatIsNoKeyWithoutQuotingIt() {
    byte[] broken =
        "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----\n"
            .getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Pem.privateKey(broken))
        .isInstanceOf(ConnectionException.class)
        .hasMessage("the private key cannot be read")
        .hasNoCause();
    assertThatThrownBy(() -> Pem.privateKey("nothing".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(ConnectionException.class);
  }
}
