package dev.kilter.git.transport;

import dev.kilter.model.source.Repository;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.sshd.ProxyData;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** SSH with the repository's own key and our own known hosts; nobody's {@code ~/.ssh} is read. */
final class SshAccess {
  private static final int MAX_ANSWER = 1 << 20;

  private final Map<String, String> credentials;
  private final String knownHosts;
  private final Path home;
  private final @Nullable ProxyData proxy;

  SshAccess(Repository repository, String knownHosts, Path home, @Nullable ProxyData proxy) {
    this.credentials = repository.credentials();
    this.knownHosts = knownHosts;
    this.home = home;
    this.proxy = proxy;
  }

  /** The factory belongs to the transport's user, who closes it. */
  SshdSessionFactory configure(SshTransport transport) throws IOException {
    SshdSessionFactory factory = factory();
    transport.setSshSessionFactory(factory);
    transport.setCredentialsProvider(provider());
    return factory;
  }

  /** What a command of the server answers. */
  byte[] run(URIish uri, String command, Duration patience) throws IOException {
    try (SshdSessionFactory factory = factory()) {
      RemoteSession session =
          factory.getSession(uri, provider(), FS.DETECTED, (int) patience.toMillis());
      try {
        Process process = session.exec(command, (int) patience.toSeconds());
        byte[] answer = process.getInputStream().readNBytes(MAX_ANSWER);
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new SocketTimeoutException("it does not end");
        }
        if (process.exitValue() != 0) {
          throw new IOException("it does not know the command " + command);
        }
        return answer;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      } finally {
        session.disconnect();
      }
    }
  }

  private CredentialsProvider provider() {
    return new UsernamePasswordCredentialsProvider(
        credentials.getOrDefault("username", "git"), credentials.getOrDefault("password", ""));
  }

  private SshdSessionFactory factory() throws IOException {
    String key = credentials.getOrDefault("sshPrivateKey", "");
    String password = credentials.getOrDefault("password", "");
    List<KeyPair> keys = key.isBlank() ? List.of() : List.of(parsed(key));
    ServerKeyDatabase hosts =
        Boolean.parseBoolean(credentials.get("insecureIgnoreHostKey"))
                || Boolean.parseBoolean(credentials.get("insecure"))
            ? KnownHosts.anyone()
            : KnownHosts.of(knownHosts);
    File folder = home.toFile();
    return new SshdSessionFactoryBuilder()
        .setHomeDirectory(folder)
        .setSshDirectory(folder)
        .setConfigFile(_ -> new File(folder, "no-config"))
        .setDefaultKnownHostsFiles(_ -> List.of())
        .setDefaultIdentities(_ -> List.of())
        .setDefaultKeysProvider(_ -> keys)
        .setPreferredAuthentications(password.isEmpty() ? "publickey" : "publickey,password")
        .setProxyDataFactory(_ -> proxy)
        .setServerKeyDatabase((_, _) -> hosts)
        .build(null);
  }

  static KeyPair parsed(String key) throws IOException {
    try {
      return TlsIdentity.keyPair("sshPrivateKey", key);
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IOException("sshPrivateKey is no private key without a passphrase", e);
    }
  }
}
