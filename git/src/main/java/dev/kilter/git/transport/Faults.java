package dev.kilter.git.transport;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;

/** JGit's exceptions as failures in plain words, free of credentials. */
final class Faults {
  private static final int MAX_CAUSES = 20;
  private final Repository repository;
  private final boolean local;
  private final Secrets secrets;

  Faults(Repository repository, boolean local) {
    this.repository = repository;
    this.local = local;
    this.secrets = Secrets.of(repository);
  }

  /** {@code patience} is how long the remote was waited for. */
  Failure failure(Exception e, Duration patience) {
    String url = secrets.redacted(repository.url());
    String text = evidence(e);
    String lower = text.toLowerCase(Locale.ROOT);
    if (has(e, UnknownHostException.class)) {
      return unreachable(url, "the name of its host cannot be resolved (DNS)");
    }
    if (has(e, SocketTimeoutException.class)
        || lower.contains("timeout")
        || lower.contains("timed out")
        // JGit's timer interrupts the reader, which closes its socket.
        || lower.contains("closed by interrupt")) {
      return unreachable(url, "no answer within " + patience.toSeconds() + " s");
    }
    if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
      return unreachable(url, "the connection was refused");
    }
    if (lower.contains("server key") || lower.contains("host key")) {
      return unreachable(
          url,
          "its SSH host key is not in argocd-ssh-known-hosts-cm; add the key there if you trust it");
    }
    if (lower.contains("not authorized")
        || lower.contains("not permitted")
        || lower.contains("auth fail")
        || lower.contains("authentication")
        || lower.contains("cannot log in")
        || lower.contains("403 ")) {
      return denied(url, "it does not accept these credentials, or wants some and there are none");
    }
    if (has(e, SSLException.class)) {
      return unreachable(url, "TLS: " + text + (untrusted(lower) ? remedy() : ""));
    }
    if (has(e, NoRemoteRepositoryException.class) || has(e, RepositoryNotFoundException.class)) {
      return local
          ? unreachable(url, "there is no Git repository")
          : denied(url, "there is no such repository, or these credentials may not see it");
    }
    if (has(e, EOFException.class)) {
      return unreachable(url, "the connection was closed in the middle of the answer");
    }
    return unreachable(url, text);
  }

  /** In the words of Java, and of GnuTLS and OpenSSL, which git may have been built with. */
  private static boolean untrusted(String text) {
    return (text.contains("pkix path") && !text.contains("validity check failed"))
        || text.contains("server certificate verification failed")
        || text.contains("local issuer certificate")
        || text.contains("self-signed certificate")
        || text.contains("self signed certificate");
  }

  private String remedy() {
    String host =
        RepositoryUrl.parse(repository.url()) instanceof Result.Success<RepositoryUrl>(var parsed)
            ? String.valueOf(parsed.uri().getHost())
            : "its host";
    return "; if you trust it, add the certificate that issued it to argocd-tls-certs-cm under "
        + host;
  }

  /** What is at the URL, for a sentence about it. */
  static String noun(Repository repository) {
    return repository.type().equals(WebFiles.TYPE) ? WebFiles.TYPE : "repository";
  }

  private Failure unreachable(String url, String why) {
    return new Failure.RepositoryUnreachable(url, noun(repository) + " " + url + ": " + why);
  }

  private Failure denied(String url, String why) {
    return new Failure.RepositoryDenied(url, noun(repository) + " " + url + ": " + why);
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    return find(e, type).isPresent();
  }

  private static Optional<Throwable> find(Throwable e, Class<? extends Throwable> type) {
    @org.jspecify.annotations.Nullable Throwable cause = e;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (type.isInstance(cause)) {
        return Optional.of(cause);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** The messages of the exception and its causes, redacted and without repeating the URL. */
  private String evidence(Throwable e) {
    StringBuilder text = new StringBuilder();
    @org.jspecify.annotations.Nullable Throwable cause = e;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      String message = cause.getMessage();
      if (message != null && text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
      cause = cause.getCause();
    }
    String redacted = secrets.redacted(text.toString());
    String url = secrets.redacted(repository.url());
    return redacted.replace(url + ": ", "").replaceAll("\\p{Cntrl}+", " ");
  }
}
