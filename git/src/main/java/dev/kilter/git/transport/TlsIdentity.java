package dev.kilter.git.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Key and trust managers from PEM texts, as the credentials of a repository carry them. */
final class TlsIdentity {
  private static final char[] NO_PASSWORD = {};
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  private TlsIdentity() {}

  /** Trusts what these certificates issued, and nothing else. */
  static TrustManager[] trusting(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int index = 0;
    for (Certificate certificate : certificates(pem)) {
      store.setCertificateEntry("ca-" + index++, certificate);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** For {@code insecure: "true"}, the user's explicit wish. */
  static TrustManager[] trustingEveryone() {
    return new TrustManager[] {new Everyone()};
  }

  static KeyManager[] client(String certificatePem, String keyPem)
      throws GeneralSecurityException, IOException {
    Certificate[] chain = certificates(certificatePem).toArray(Certificate[]::new);
    if (chain.length == 0) {
      throw new GeneralSecurityException("tlsClientCertData holds no certificate");
    }
    KeyStore store = emptyStore();
    store.setKeyEntry("client", privateKey(chain[0], keyPem), NO_PASSWORD, chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  /**
   * The key of a certificate. PKCS #8 is read here: it need not hold the public half, which a pair
   * wants and TLS does not.
   */
  private static PrivateKey privateKey(Certificate certificate, String pem)
      throws GeneralSecurityException, IOException {
    return privateKey(certificate.getPublicKey().getAlgorithm(), "tlsClientCertKey", pem);
  }

  /** The key of this algorithm in PEM form, as the field of that name holds it. */
  static PrivateKey privateKey(String algorithm, String name, String pem)
      throws GeneralSecurityException, IOException {
    Matcher matcher = PKCS8.matcher(pem);
    if (!matcher.find()) {
      return keyPair(name, pem).getPrivate();
    }
    try {
      byte[] key = Base64.getMimeDecoder().decode(matcher.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException(name + " is not in PEM form", e);
    }
  }

  /** A private key in PEM or OpenSSH form, without a passphrase. */
  static KeyPair keyPair(String name, String pem) throws GeneralSecurityException, IOException {
    byte[] bytes = (pem.strip() + "\n").getBytes(StandardCharsets.UTF_8);
    Iterable<KeyPair> pairs =
        SecurityUtils.loadKeyPairIdentities(
            null,
            NamedResource.ofName(name),
            new ByteArrayInputStream(bytes),
            FilePasswordProvider.EMPTY);
    if (pairs == null || !pairs.iterator().hasNext()) {
      throw new GeneralSecurityException(name + " holds no private key");
    }
    return pairs.iterator().next();
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(bytes));
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static final class Everyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      // This is a client; nobody presents a client certificate to it.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // The user switched verification off for this repository.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
