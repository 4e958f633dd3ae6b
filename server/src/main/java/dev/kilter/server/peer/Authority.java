package dev.kilter.server.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Vouches for the processes of one control plane. Whoever can read its key is one of them, so it
 * lives in a Secret; what it signs lives for a day, and only in memory. Prints without the key.
 */
public final class Authority {
  private static final Duration LIFETIME = Duration.ofDays(3650);
  private static final Duration LEAF_LIFETIME = Duration.ofHours(24);

  /** Clocks of machines may differ a little. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final int SERIAL_BITS = 127;
  private static final X500Name NAME = new X500Name("CN=Kilter control plane");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final SecureRandom random = new SecureRandom();

  private Authority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** A certificate that this authority signed, and its key. Prints without the key. */
  record Leaf(X509Certificate certificate, PrivateKey key) {
    /** From when on another one should take its place: long before it ends. */
    Instant due() {
      return certificate.getNotAfter().toInstant().minus(LEAF_LIFETIME.dividedBy(2));
    }

    @Override
    public String toString() {
      return certificate.getSubjectX500Principal() + " until " + certificate.getNotAfter();
    }
  }

  /** A new one, for ten years from now. */
  public static Authority make(Instant now) {
    try {
      KeyPair keys = keys();
      JcaX509v3CertificateBuilder draft =
          draft(NAME, keys.getPublic(), now, LIFETIME, new SecureRandom());
      draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      return new Authority(signed(draft, keys.getPrivate()), keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this JDK makes no certificates", e);
    }
  }

  /**
   * As {@link #certificatePem} and {@link #keyPem} wrote it.
   *
   * @throws GeneralSecurityException if it was not they who wrote it; the message quotes no key
   */
  public static Authority of(String certificate, String key) throws GeneralSecurityException {
    X509Certificate read =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)));
    try {
      byte[] content = Base64.getMimeDecoder().decode(key.replaceAll("-----[^-]*-----", ""));
      PrivateKey secret =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content));
      return new Authority(read, secret);
    } catch (IllegalArgumentException _) {
      throw new GeneralSecurityException("the key is no PEM");
    }
  }

  public String certificatePem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("what was read cannot be written", e);
    }
  }

  /** In PKCS #8. */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, LINES.encodeToString(content), what);
  }

  X509Certificate certificate() {
    return certificate;
  }

  Leaf leaf(PeerRole role, Instant now) {
    try {
      KeyPair keys = keys();
      JcaX509v3CertificateBuilder draft =
          draft(new X500Name("CN=" + role.dnsName()), keys.getPublic(), now, LEAF_LIFETIME, random);
      draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      draft.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(role.purpose()));
      draft.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, role.dnsName())));
      return new Leaf(signed(draft, key), keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this JDK makes no certificates", e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static JcaX509v3CertificateBuilder draft(
      X500Name subject, PublicKey key, Instant now, Duration lifetime, SecureRandom random) {
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(SERIAL_BITS, random),
        Date.from(now.minus(BACKDATED)),
        Date.from(now.plus(lifetime)),
        subject,
        key);
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder draft, PrivateKey by)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
  }

  @Override
  public String toString() {
    return certificate.getSubjectX500Principal() + " until " + certificate.getNotAfter();
  }
}
