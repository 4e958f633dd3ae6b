package dev.kilter.model.source;

import java.util.Map;

/**
 * A repository with the credentials that apply to it: its own Secret's, else the longest matching
 * credential template's, else none. {@code credentials} holds the Secret's keys as Argo CD names
 * them (username, password, bearerToken, sshPrivateKey, insecure, tlsClientCertData, proxy, …).
 */
public record Repository(
    String url, String type, String name, String project, Map<String, String> credentials) {
  public Repository {
    credentials = Map.copyOf(credentials);
  }

  public static Repository open(String url) {
    return new Repository(url, "git", "", "", Map.of());
  }

  /** Free of credentials, whatever the default would print. */
  @Override
  public String toString() {
    return "Repository[" + url + ", credentials " + credentials.keySet() + "]";
  }
}
