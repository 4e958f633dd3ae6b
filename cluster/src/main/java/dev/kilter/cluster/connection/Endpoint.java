package dev.kilter.cluster.connection;

import java.net.URI;
import java.util.Optional;

/**
 * Everything that a transport needs to talk to one API server. {@code serverName} is the name that
 * its certificate must carry where that is not the URL's host; {@code proxy} an HTTP proxy.
 */
public record Endpoint(
    URI url, Credentials credentials, Optional<String> serverName, Optional<URI> proxy) {

  /** The same server, reached in the same way by these credentials. */
  public Endpoint by(Credentials others) {
    return new Endpoint(url, others, serverName, proxy);
  }

  public boolean secure() {
    return "https".equals(url.getScheme());
  }

  public int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return secure() ? 443 : 80;
  }

  /** Path before every request's own, for servers behind a gateway; empty for most. */
  public String basePath() {
    String path = url.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Free of credentials. */
  @Override
  public String toString() {
    return "Endpoint[" + url.getScheme() + "://" + url.getHost() + ":" + port() + "]";
  }
}
