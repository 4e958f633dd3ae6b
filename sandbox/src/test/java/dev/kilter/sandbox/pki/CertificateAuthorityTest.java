package dev.kilter.sandbox.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SignatureException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final CertificateAuthority authority;

  CertificateAuthorityTest() throws Exception {
    authority = CertificateAuthority.create("test", NOW);
  }

  @Test
  void namesTheHostsAndAddressesOfAServer() throws Exception {
    var server = authority.server("api", List.of("localhost"), List.of("127.0.0.1")).certificate();
    assertThat(server.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    assertThat(server.getExtendedKeyUsage()).containsExactly(SERVER_AUTH, CLIENT_AUTH);
    assertThat(server.getBasicConstraints()).isNegative();
  }

  @Test
  void namesUserAndGroupOfAClient() throws Exception {
    var client = authority.client("ann", "system:masters").certificate();
    assertThat(client.getSubjectX500Principal().getName()).contains("CN=ann", "O=system:masters");
    assertThat(client.getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
  }

  @Test
  void signsWhatItsOwnKeyVerifiesAndNoOther() throws Exception {
    var client = authority.client("ann", "people").certificate();
    client.verify(authority.authority().certificate().getPublicKey());
    var stranger = CertificateAuthority.create("test", NOW).authority().certificate();
    assertThatThrownBy(() -> client.verify(stranger.getPublicKey()))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  void isValidForYearsFromNow() throws Exception {
    var certificate = authority.client("ann", "people").certificate();
    certificate.checkValidity(Date.from(NOW));
    certificate.checkValidity(Date.from(NOW.plus(Duration.ofDays(3649))));
  }

  @Test
  void surviveAsPem() throws Exception {
    var client = authority.client("ann", "people");
    assertThat(Pem.certificate(client.certificatePem())).isEqualTo(client.certificate());
    assertThat(Pem.privateKey(client.keyPem(), "RSA")).isEqualTo(client.key());
    var server = authority.server("api", List.of(), List.of("127.0.0.1"));
    assertThat(Pem.privateKey(server.keyPem(), "EC")).isEqualTo(server.key());
  }
}
