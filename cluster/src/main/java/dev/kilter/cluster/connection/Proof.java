package dev.kilter.cluster.connection;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What proves who we are: the value of the Authorization header, and a TLS context that may show a
 * certificate. A context stays the same as long as its certificate does.
 */
public record Proof(Optional<String> authorization, SSLContext tls) {
  /** Free of credentials. */
  @Override
  public String toString() {
    return "Proof[" + (authorization.isPresent() ? "header" : "no header") + "]";
  }
}
