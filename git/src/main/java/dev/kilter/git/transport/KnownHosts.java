package dev.kilter.git.transport;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** Host keys as {@code argocd-ssh-known-hosts-cm} lists them; an unknown host is refused. */
final class KnownHosts implements ServerKeyDatabase {
  private static final int SSH_PORT = 22;
  private final List<KnownHostEntry> entries;

  private KnownHosts(List<KnownHostEntry> entries) {
    this.entries = entries;
  }

  static KnownHosts of(String text) throws IOException {
    List<KnownHostEntry> entries = new ArrayList<>();
    try (var reader = new StringReader(text)) {
      entries.addAll(KnownHostEntry.readKnownHostEntries(reader, true));
    } catch (IllegalArgumentException e) {
      throw new IOException("the known hosts (argocd-ssh-known-hosts-cm) cannot be read", e);
    }
    return new KnownHosts(entries);
  }

  /** For {@code insecureIgnoreHostKey: "true"}, the user's explicit wish. */
  static ServerKeyDatabase anyone() {
    return new ServerKeyDatabase() {
      @Override
      public List<PublicKey> lookup(
          String connectAddress, InetSocketAddress remote, Configuration configuration) {
        return List.of();
      }

      @Override
      public boolean accept(
          String connectAddress,
          InetSocketAddress remote,
          PublicKey key,
          Configuration configuration,
          @Nullable CredentialsProvider provider) {
        return true;
      }
    };
  }

  @Override
  public List<PublicKey> lookup(
      String connectAddress, InetSocketAddress remote, Configuration configuration) {
    return keys(connectAddress, "");
  }

  @Override
  public boolean accept(
      String connectAddress,
      InetSocketAddress remote,
      PublicKey key,
      Configuration configuration,
      @Nullable CredentialsProvider provider) {
    return holds(keys(connectAddress, ""), key) && !holds(keys(connectAddress, "revoked"), key);
  }

  private static boolean holds(List<PublicKey> keys, PublicKey key) {
    return keys.stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
  }

  private List<PublicKey> keys(String connectAddress, String marker) {
    int colon = connectAddress.lastIndexOf(':');
    boolean withPort = colon > 0 && connectAddress.substring(colon + 1).matches("[0-9]+");
    String host = withPort ? connectAddress.substring(0, colon) : connectAddress;
    int port = withPort ? Integer.parseInt(connectAddress.substring(colon + 1)) : SSH_PORT;
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    List<PublicKey> keys = new ArrayList<>();
    for (KnownHostEntry entry : entries) {
      String found = entry.getMarker() == null ? "" : entry.getMarker();
      if (found.equals(marker) && entry.isHostMatch(bare, port)) {
        addKey(entry, keys);
      }
    }
    return keys;
  }

  private static void addKey(KnownHostEntry entry, List<PublicKey> keys) {
    try {
      PublicKey key = entry.getKeyEntry().resolvePublicKey(null, null);
      if (key != null) {
        keys.add(key);
      }
    } catch (IOException | GeneralSecurityException e) {
      // A key of a type that this program does not know can vouch for no host.
      return;
    }
  }
}
