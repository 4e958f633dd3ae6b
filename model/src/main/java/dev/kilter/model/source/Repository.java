package dev.kilter.model.source;

import java.util.HashMap;
import java.util.Map;

/**
 * A repository with the credentials that apply to it: its own Secret's, else the longest matching
 * credential template's, else none. {@code credentials} holds the Secret's keys as Argo CD names
 * them (username, password, bearerToken, sshPrivateKey, insecure, tlsClientCertData, proxy, …).
 * {@code chart} names the one chart of a Helm repository or registry that is meant; empty for Git
 * and for an OCI artefact, which are wanted as they are. {@code reader} is the project on whose
 * behalf it is read, which decides what its files may refer to; empty for none.
 */
public record Repository(
    String url,
    String type,
    String name,
    String project,
    String chart,
    Map<String, String> credentials,
    String reader) {
  public Repository {
    credentials = Map.copyOf(credentials);
  }

  public Repository(
      String url, String type, String name, String project, Map<String, String> credentials) {
    this(url, type, name, project, "", credentials, "");
  }

  public static Repository open(String url) {
    return new Repository(url, "git", "", "", Map.of());
  }

  public Repository withChart(String wanted) {
    return new Repository(url, type, name, project, wanted, credentials, reader);
  }

  /** The same, whose credentials may go along to whatever host its index names for a chart. */
  public Repository passingCredentials() {
    Map<String, String> passing = new HashMap<>(credentials);
    passing.put("passCredentials", "true");
    return with(passing);
  }

  public Repository readBy(String wanted) {
    return new Repository(url, type, name, project, chart, credentials, wanted);
  }

  /** The same under another URL. */
  public Repository at(String other) {
    return new Repository(other, type, name, project, chart, credentials, reader);
  }

  /** The same with other credentials. */
  public Repository with(Map<String, String> others) {
    return new Repository(url, type, name, project, chart, others, reader);
  }

  /** What the repository holds, by what is wanted of it and by its URL, as Argo CD tells them. */
  public Kind kind() {
    boolean registry = url.startsWith("oci://");
    if (!chart.isEmpty()) {
      return registry || !url.contains("://") || "true".equals(credentials.get("enableOCI"))
          ? Kind.CHART_IN_REGISTRY
          : Kind.CHART_REPOSITORY;
    }
    return registry ? Kind.ARTEFACT : Kind.GIT;
  }

  /** Where a source comes from, and so which revisions it has. */
  public enum Kind {
    /** Commits, named by branches and tags. */
    GIT,
    /** Versions of a chart that an {@code index.yaml} lists. */
    CHART_REPOSITORY,
    /** Versions of a chart that are tags of an OCI registry. */
    CHART_IN_REGISTRY,
    /** Tags and digests of an OCI registry. */
    ARTEFACT
  }

  /** Free of credentials, whatever the default would print. */
  @Override
  public String toString() {
    return "Repository["
        + url
        + (chart.isEmpty() ? "" : " " + chart)
        + ", credentials "
        + credentials.keySet()
        + "]";
  }
}
