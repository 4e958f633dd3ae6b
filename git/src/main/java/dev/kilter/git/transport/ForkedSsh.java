package dev.kilter.git.transport;

import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.QuotedString;

/** What a repository's key means, as a command line of ssh that reads nothing of this machine's. */
final class ForkedSsh {
  private static final int PORT = 22;
  private final RepositoryUrl url;
  private final Map<String, String> credentials;
  private final Proxy proxy;
  private final String knownHosts;

  ForkedSsh(RepositoryUrl url, Repository repository, Proxy proxy, String knownHosts) {
    this.url = url;
    this.credentials = repository.credentials();
    this.proxy = proxy;
    this.knownHosts = knownHosts;
  }

  Map<String, String> environment(ScratchFiles files) throws IOException {
    if (proxy.type() != Proxy.Type.DIRECT) {
      throw new IOException("the native client goes through a proxy over https and http only");
    }
    String address = ForbiddenAddresses.check(url.host()).getFirst().getHostAddress();
    if (url.scheme().equals("git")) {
      return Map.of();
    }
    List<String> command = new ArrayList<>(List.of("ssh", "-F", "/dev/null"));
    option(command, "BatchMode=yes");
    option(command, "PreferredAuthentications=publickey");
    option(command, "IdentitiesOnly=yes");
    option(command, "IdentityAgent=none");
    option(command, "ControlPath=none");
    option(command, "GlobalKnownHostsFile=/dev/null");
    option(command, "UpdateHostKeys=no");
    option(command, "CheckHostIP=no");
    option(command, "HostName=" + address);
    option(command, "HostKeyAlias=" + known());
    String key = credentials.getOrDefault("sshPrivateKey", "");
    if (!key.isBlank()) {
      SshAccess.parsed(key); // it says what is wrong with a key; ssh would ask
    }
    option(
        command,
        "IdentityFile=" + (key.isBlank() ? "none" : files.write("key", key.strip() + "\n")));
    boolean anyone =
        Boolean.parseBoolean(credentials.get("insecureIgnoreHostKey"))
            || Boolean.parseBoolean(credentials.get("insecure"));
    option(command, "StrictHostKeyChecking=" + (anyone ? "no" : "yes"));
    option(
        command,
        "UserKnownHostsFile="
            + (anyone ? "/dev/null" : files.write("known_hosts", knownHosts.strip() + "\n")));
    return Map.of("GIT_SSH_COMMAND", String.join(" ", command), "GIT_SSH_VARIANT", "ssh");
  }

  private static void option(List<String> command, String option) {
    command.add("-o");
    command.add(QuotedString.BOURNE.quote(option));
  }

  /** Under which name the host's key is listed. */
  private String known() {
    URIish uri = url.uri();
    int port = uri.getPort() > 0 ? uri.getPort() : PORT;
    return port == PORT ? url.host() : "[" + url.host() + "]:" + port;
  }
}
