package dev.kilter.cluster.connection;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom we trust and what we show in a TLS handshake; PEM content, never paths. */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Tls(
    boolean insecure,
    Optional<String> serverName,
    Optional<byte[]> authority,
    Optional<byte[]> certificate,
    Optional<byte[]> key) {
  private static final char[] NO_PASSWORD = {};

  /** The same trust, and this certificate with its key to show. */
  Tls showing(byte[] shown, byte[] itsKey) {
    return new Tls(insecure, serverName, authority, Optional.of(shown), Optional.of(itsKey));
  }

  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), new TrustManager[] {trust()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new ConnectionException("the TLS settings cannot be used: " + e.getMessage(), e);
    }
  }

  private TrustManager trust() throws GeneralSecurityException, IOException {
    if (insecure) {
      return new TrustEverybody();
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities());
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager trust) {
        return serverName.<TrustManager>map(name -> new TrustByName(trust, name)).orElse(trust);
      }
    }
    throw new GeneralSecurityException("this JDK has no X.509 trust manager");
  }

  /** Null stands for the JDK's own authorities, as the factory has it. */
  @SuppressWarnings("NullAway") // TrustManagerFactory.init takes null for the default
  private KeyStore authorities() throws GeneralSecurityException, IOException {
    if (authority.isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    List<X509Certificate> certificates = Pem.certificates(authority.get());
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("ca" + i, certificates.get(i));
    }
    return store;
  }

  private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
    if (certificate.isEmpty() && key.isEmpty()) {
      return new KeyManager[0];
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new ConnectionException("a client certificate needs both certData and keyData");
    }
    PrivateKey privateKey = Pem.privateKey(key.get());
    Certificate[] chain = Pem.certificates(certificate.get()).toArray(Certificate[]::new);
    KeyStore store = emptyStore();
    store.setKeyEntry("client", privateKey, NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  /** Free of keys. */
  @Override
  public String toString() {
    return "Tls[insecure=" + insecure + ", serverName=" + serverName.orElse("") + "]";
  }
}
