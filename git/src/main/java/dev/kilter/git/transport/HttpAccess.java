package dev.kilter.git.transport;

import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a repository's credentials mean over HTTP. They are bound to scheme, host and port of its
 * URL: whoever redirects elsewhere gets none of them.
 */
final class HttpAccess implements HttpConnectionFactory {
  private static final String AUTHORIZATION = "Authorization";

  private final RepositoryUrl url;
  private final Map<String, String> credentials;
  private final Proxy proxy;
  private final UnaryOperator<String> hostCertificates;

  HttpAccess(
      RepositoryUrl url,
      Repository repository,
      Proxy proxy,
      UnaryOperator<String> hostCertificates) {
    this.url = url;
    this.credentials = repository.credentials();
    this.proxy = proxy;
    this.hostCertificates = hostCertificates;
  }

  void configure(TransportHttp transport) {
    transport.setHttpConnectionFactory(this);
    String token = credentials.getOrDefault("bearerToken", "");
    if (!token.isBlank()) {
      transport.setAdditionalHeaders(Map.of(AUTHORIZATION, "Bearer " + token.strip()));
      return;
    }
    String password = credentials.getOrDefault("password", url.password());
    String given = credentials.getOrDefault("username", url.user());
    if (password.isEmpty() && given.isEmpty()) {
      transport.setCredentialsProvider(new Nobody());
      return;
    }
    // Hosts that take tokens accept any name, but none accepts an empty one.
    String user = given.isEmpty() ? "x-access-token" : given;
    if (Boolean.parseBoolean(credentials.get("forceHttpBasicAuth"))) {
      transport.setPreemptiveBasicAuthentication(user, password);
    }
    transport.setCredentialsProvider(new BoundProvider(user, password));
  }

  @Override
  public HttpConnection create(URL target) throws IOException {
    return create(target, Proxy.NO_PROXY);
  }

  /** JGit's proxy is the machine's; the repository's own settings decide here. */
  @Override
  public HttpConnection create(URL target, @Nullable Proxy ignored) throws IOException {
    if (proxy.type() == Proxy.Type.DIRECT) {
      ForbiddenAddresses.check(target.getHost());
    }
    var connection = new BoundConnection(target, proxy, isHome(target));
    if (target.getProtocol().equals("https")) {
      try {
        secure(connection, target);
      } catch (GeneralSecurityException e) {
        throw new IOException("the TLS certificates of this repository cannot be used", e);
      }
    }
    return connection;
  }

  private void secure(BoundConnection connection, URL target)
      throws GeneralSecurityException, IOException {
    boolean insecure = Boolean.parseBoolean(credentials.get("insecure"));
    String ca = hostCertificates.apply(target.getHost());
    @Nullable TrustManager @Nullable [] trust = null;
    if (insecure) {
      trust = TlsIdentity.trustingEveryone();
      connection.setHostnameVerifier((host, session) -> true);
    } else if (!ca.isBlank()) {
      trust = TlsIdentity.trusting(ca);
    }
    String certificate = credentials.getOrDefault("tlsClientCertData", "");
    boolean withClient = !certificate.isBlank() && isHome(target);
    @Nullable KeyManager @Nullable [] keys =
        withClient
            ? TlsIdentity.client(certificate, credentials.getOrDefault("tlsClientCertKey", ""))
            : null;
    if (trust != null || keys != null) {
      connection.secure(keys, trust);
    }
  }

  private boolean isHome(URL target) {
    URIish home = url.uri();
    return target.getProtocol().equals(home.getScheme())
        && target.getHost().equalsIgnoreCase(home.getHost())
        && port(target) == portOf(home);
  }

  private static int port(URL target) {
    return target.getPort() > 0 ? target.getPort() : target.getDefaultPort();
  }

  static int portOf(URIish uri) {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  /** A connection to another place than the repository's own carries no authorization. */
  private static final class BoundConnection
      extends org.eclipse.jgit.transport.http.JDKHttpConnection {
    private final boolean home;

    BoundConnection(URL target, Proxy proxy, boolean home) throws IOException {
      super(target, proxy);
      this.home = home;
    }

    @Override
    public void setRequestProperty(String key, String value) {
      if (home || !key.equalsIgnoreCase(AUTHORIZATION)) {
        super.setRequestProperty(key, value);
      }
    }

    // The JDK takes null for "the default".
    @SuppressWarnings("NullAway")
    void secure(@Nullable KeyManager @Nullable [] keys, @Nullable TrustManager @Nullable [] trust)
        throws GeneralSecurityException {
      configure(keys, trust, null);
    }
  }

  /** Answers only for the repository's own host. */
  private final class BoundProvider extends CredentialsProvider {
    private final UsernamePasswordCredentialsProvider inner;

    BoundProvider(String user, String password) {
      inner = new UsernamePasswordCredentialsProvider(user, password);
    }

    @Override
    public boolean isInteractive() {
      return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
      return inner.supports(items);
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
      boolean home =
          java.util.Objects.equals(uri.getScheme(), url.uri().getScheme())
              && uri.getHost() != null
              && uri.getHost().equalsIgnoreCase(url.uri().getHost())
              && portOf(uri) == portOf(url.uri());
      return home && inner.get(uri, items);
    }
  }

  /** Without credentials there is nobody to ask. */
  private static final class Nobody extends CredentialsProvider {
    @Override
    public boolean isInteractive() {
      return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
      return false;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
      return false;
    }
  }
}
