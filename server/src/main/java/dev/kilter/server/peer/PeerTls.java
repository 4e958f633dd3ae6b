package dev.kilter.server.peer;

import dev.kilter.server.peer.Authority.Leaf;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS by which both sides show who they are; a handshake shows a certificate that is not old. */
public final class PeerTls {
  private PeerTls() {}

  /** For one in the role, which talks to those in the other role only. */
  public static SSLContext of(Authority authority, PeerRole me, InstantSource clock) {
    return of(authority, me, me == PeerRole.SERVER ? PeerRole.CONTROLLER : PeerRole.SERVER, clock);
  }

  /** Says that it is the one, and talks to the other. */
  static SSLContext of(Authority authority, PeerRole me, PeerRole other, InstantSource clock) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          new KeyManager[] {new OwnLeaf(authority, me, clock)},
          new TrustManager[] {new OtherSide(issuedBy(authority), other)},
          new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK has no TLS 1.3", e);
    }
  }

  private static X509TrustManager issuedBy(Authority authority)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", authority.certificate());
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** Shows a leaf of the authority, and makes another when half of its time is over. */
  private static final class OwnLeaf extends X509ExtendedKeyManager {
    private static final String ALIAS_PREFIX = "leaf ";

    private final Authority authority;
    private final PeerRole role;
    private final InstantSource clock;
    private Leaf current;
    private Leaf before;

    OwnLeaf(Authority authority, PeerRole role, InstantSource clock) {
      this.authority = authority;
      this.role = role;
      this.clock = clock;
      this.current = authority.leaf(role, clock.instant());
      this.before = current;
    }

    private synchronized String alias() {
      if (!clock.instant().isBefore(current.due())) {
        before = current;
        current = authority.leaf(role, clock.instant());
      }
      return alias(current);
    }

    private static String alias(Leaf leaf) {
      return ALIAS_PREFIX + leaf.certificate().getSerialNumber();
    }

    /** The key must be that of the certificate which this handshake shows. */
    private synchronized Leaf leaf(String alias) {
      return alias.equals(alias(before)) ? before : current;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {alias()};
    }

    @Override
    public String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return alias();
    }

    @Override
    public String chooseEngineClientAlias(
        String[] keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return alias();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {alias()};
    }

    @Override
    public String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return alias();
    }

    @Override
    public String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return alias();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {leaf(alias).certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return leaf(alias).key();
    }
  }

  /**
   * Trusts who has a leaf of the authority for the other role. That is the name that counts: by
   * which address it was reached does not matter, and the address may be another's by now.
   */
  private static final class OtherSide extends X509ExtendedTrustManager {
    private final X509TrustManager issued;
    private final PeerRole role;

    OtherSide(X509TrustManager issued, PeerRole role) {
      this.issued = issued;
      this.role = role;
    }

    private void checkRole(X509Certificate[] chain) throws CertificateException {
      if (!role.isOf(chain[0])) {
        throw new CertificateException("this certificate is for another role than " + role);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      issued.checkClientTrusted(chain, authType);
      checkRole(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      issued.checkServerTrusted(chain, authType);
      checkRole(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return issued.getAcceptedIssuers();
    }
  }
}
