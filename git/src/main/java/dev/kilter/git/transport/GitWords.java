package dev.kilter.git.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.transport.URIish;

/** What git, curl and ssh say when something goes wrong, as the exception that JGit would throw. */
final class GitWords {
  private static final int MAX = 500;

  private GitWords() {}

  static IOException fault(String words) {
    String said = errors(words);
    String lower = words.toLowerCase(Locale.ROOT);
    if (has(lower, "could not resolve", "name or service not known", "name resolution")) {
      return new UnknownHostException(said);
    }
    if (has(lower, "operation timed out", "connection timed out", "operation too slow")) {
      return new SocketTimeoutException(said);
    }
    if (has(lower, "host key verification failed", "no matching host key")) {
      return new IOException("server key: " + said);
    }
    if (has(lower, "connection refused", "failed to connect", "couldn't connect")) {
      return new ConnectException(said);
    }
    if (has(
        lower,
        "authentication failed",
        "terminal prompts disabled",
        "could not read username",
        "could not read password",
        "permission denied",
        "error: 401",
        "error: 403")) {
      return new IOException("not authorized: " + said);
    }
    if (has(
        lower,
        "ssl certificate",
        "ssl connect",
        "ssl routines",
        "gnutls",
        "tls connect",
        "certificate verif",
        "client cert",
        "private key",
        "x.509")) {
      return new SSLException(said);
    }
    if (has(lower, "error: 30", "redirect")) {
      return new IOException("it redirects, which the native client does not follow: " + said);
    }
    if (has(lower, "connection reset", "connection closed", "closed by remote", "broken pipe")) {
      return new EOFException(said);
    }
    if (has(
        lower,
        "not found",
        "does not appear to be a git repository",
        "does not exist",
        "could not read from remote repository")) {
      return new NoRemoteRepositoryException(new URIish(), said);
    }
    return new IOException(said);
  }

  private static boolean has(String text, String... parts) {
    return List.of(parts).stream().anyMatch(text::contains);
  }

  /** The lines that are no progress, the last of them if they are many. */
  private static String errors(String words) {
    String all =
        String.join(
            "; ",
            words
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.endsWith("%") && !line.contains("% ("))
                .toList());
    return all.isEmpty()
        ? "git failed without a word"
        : all.substring(Math.max(0, all.length() - MAX));
  }
}
