package dev.kilter.git.transport;

import dev.kilter.model.source.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.sshd.ProxyData;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** SSH with the repository's own key and our own known hosts; nobody's {@code ~/.ssh} is read. */
final class SshAccess {
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
    String key = credentials.getOrDefault("sshPrivateKey", "");
    String password = credentials.getOrDefault("password", "");
    List<KeyPair> keys = key.isBlank() ? List.of() : List.of(parsed(key));
    ServerKeyDatabase hosts =
        Boolean.parseBoolean(credentials.get("insecureIgnoreHostKey"))
                || Boolean.parseBoolean(credentials.get("insecure"))
            ? KnownHosts.anyone()
            : KnownHosts.of(knownHosts);
    File folder = home.toFile();
    SshdSessionFactory factory =
        new SshdSessionFactoryBuilder()
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
    transport.setSshSessionFactory(factory);
    CredentialsProvider provider =
        new UsernamePasswordCredentialsProvider(
            credentials.getOrDefault("username", "git"), password);
    transport.setCredentialsProvider(provider);
    return factory;
  }

  private static KeyPair parsed(String key) throws IOException {
    try {
      return TlsIdentity.keyPair("sshPrivateKey", key);
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IOException("sshPrivateKey is no private key without a passphrase", e);
    }
  }
}
