package dev.kilter.sandbox.pki;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Keys and certificates as PEM text: PKCS #8 private keys, X.509 public keys. */
public final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  public static String print(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate that cannot be encoded", e);
    }
  }

  public static String print(Key key) {
    return switch (key) {
      case PrivateKey secret -> block("PRIVATE KEY", secret.getEncoded());
      case PublicKey open -> block("PUBLIC KEY", open.getEncoded());
      default -> throw new IllegalArgumentException("not a PEM key: " + key.getAlgorithm());
    };
  }

  public static X509Certificate certificate(String pem) throws CertificateException {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
  }

  /** Reads a PKCS #8 key of the {@code algorithm} ({@code EC} or {@code RSA}). */
  public static PrivateKey privateKey(String pem, String algorithm)
      throws GeneralSecurityException {
    var body = pem.replaceAll("-----[A-Z ]+-----", "");
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
    return KeyFactory.getInstance(algorithm).generatePrivate(spec);
  }

  private static String block(String label, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, LINES.encodeToString(content));
  }
}
