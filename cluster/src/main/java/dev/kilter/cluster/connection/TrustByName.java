package dev.kilter.cluster.connection;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks the server's certificate against a name that is not the URL's host ({@code serverName}):
 * the JDK's HTTP client offers no other way to say so.
 */
final class TrustByName extends X509ExtendedTrustManager {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private final X509ExtendedTrustManager trust;
  private final String name;

  TrustByName(X509ExtendedTrustManager trust, String name) {
    this.trust = trust;
    this.name = name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkServerTrusted(chain, type);
    Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
    if (names == null || names.stream().noneMatch(this::matches)) {
      throw new CertificateException("the server's certificate does not carry the name " + name);
    }
  }

  private boolean matches(List<?> alternative) {
    int type = (Integer) alternative.get(0);
    if ((type != DNS && type != ADDRESS) || !(alternative.get(1) instanceof String text)) {
      return false;
    }
    String pattern = text.toLowerCase(Locale.ROOT);
    if (pattern.equals(name)) {
      return true;
    }
    int dot = name.indexOf('.');
    return type == DNS
        && pattern.startsWith("*.")
        && dot > 0
        && pattern.substring(1).equals(name.substring(dot));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(chain, type, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
