package dev.kilter.server.peer;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What a certificate says that its owner is; addresses come and go, so it names none. */
public enum PeerRole {
  CONTROLLER("controller.kilter.internal"),
  SERVER("server.kilter.internal");

  private static final int DNS_NAME = 2;

  private final String name;

  PeerRole(String name) {
    this.name = name;
  }

  String dnsName() {
    return name;
  }

  KeyPurposeId purpose() {
    return switch (this) {
      case CONTROLLER -> KeyPurposeId.id_kp_serverAuth;
      case SERVER -> KeyPurposeId.id_kp_clientAuth;
    };
  }

  /** Whether the certificate is for this role. */
  boolean isOf(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names != null && names.stream().anyMatch(one -> one.equals(List.of(DNS_NAME, name)));
  }
}
