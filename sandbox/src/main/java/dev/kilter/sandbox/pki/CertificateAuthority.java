package dev.kilter.sandbox.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs the sandbox's certificates. Serving certificates carry both usages, because etcd's HTTP
 * gateway calls etcd itself with them.
 */
public final class CertificateAuthority {
  private static final Duration LIFETIME = Duration.ofDays(3650);

  /** Clocks of containers on one machine may differ a little. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final int SERIAL_BITS = 127;

  private final Identity authority;
  private final Instant now;
  private final SecureRandom random;

  private CertificateAuthority(Identity authority, Instant now, SecureRandom random) {
    this.authority = authority;
    this.now = now;
    this.random = random;
  }

  /** A new authority with a key of its own, valid for ten years from {@code now}. */
  public static CertificateAuthority create(String name, Instant now)
      throws GeneralSecurityException, IOException {
    var random = new SecureRandom();
    var keys = ellipticKeys();
    var subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    var draft = draft(subject, subject, keys.getPublic(), now, random);
    draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    draft.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
    var certificate = sign(draft, keys);
    return new CertificateAuthority(certificate, now, random);
  }

  /** The authority's certificate, which clients trust, and its key. */
  public Identity authority() {
    return authority;
  }

  /** A certificate for a server under these host names and IP addresses. */
  public Identity server(String name, List<String> hosts, List<String> addresses)
      throws GeneralSecurityException, IOException {
    var keys = ellipticKeys();
    var draft = leaf(new X500NameBuilder().addRDN(BCStyle.CN, name).build(), keys.getPublic());
    var names =
        java.util.stream.Stream.concat(
                hosts.stream().map(host -> new GeneralName(GeneralName.dNSName, host)),
                addresses.stream().map(ip -> new GeneralName(GeneralName.iPAddress, ip)))
            .toArray(GeneralName[]::new);
    draft.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    draft.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
    return signLeaf(draft, keys);
  }

  /**
   * A certificate for the Kubernetes user {@code name} of {@code group}; its key is RSA, which
   * every client library reads.
   */
  public Identity client(String name, String group) throws GeneralSecurityException, IOException {
    var keys = rsaKeys();
    var subject = new X500NameBuilder().addRDN(BCStyle.O, group).addRDN(BCStyle.CN, name).build();
    var draft = leaf(subject, keys.getPublic());
    draft.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
    return signLeaf(draft, keys);
  }

  /** A key pair on the curve P-256. */
  public static KeyPair ellipticKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static KeyPair rsaKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder leaf(X500Name subject, PublicKey key) throws IOException {
    var issuer =
        X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded());
    var draft = draft(issuer, subject, key, now, random);
    draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    draft.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
    return draft;
  }

  private static X509v3CertificateBuilder draft(
      X500Name issuer, X500Name subject, PublicKey key, Instant now, SecureRandom random) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, random),
        Date.from(now.minus(BACKDATED)),
        Date.from(now.plus(LIFETIME)),
        subject,
        key);
  }

  private Identity signLeaf(X509v3CertificateBuilder draft, KeyPair keys)
      throws GeneralSecurityException {
    return new Identity(certify(draft, authority.key()), keys.getPrivate());
  }

  private static Identity sign(X509v3CertificateBuilder draft, KeyPair keys)
      throws GeneralSecurityException {
    return new Identity(certify(draft, keys.getPrivate()), keys.getPrivate());
  }

  private static java.security.cert.X509Certificate certify(
      X509v3CertificateBuilder draft, java.security.PrivateKey signer)
      throws GeneralSecurityException {
    try {
      var signature = new JcaContentSignerBuilder("SHA256withECDSA").build(signer);
      return new JcaX509CertificateConverter().getCertificate(draft.build(signature));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("cannot sign a certificate", e);
    }
  }
}
