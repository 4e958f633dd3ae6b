package dev.kilter.store.credentials;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.Repository;
import dev.kilter.store.requests.SecretContent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A labelled Secret. Prints without its content. */
record CredentialSecret(String name, String type, Map<String, String> content, Manifest raw) {
  static final String LABEL = "argocd.argoproj.io/secret-type";
  static final String REPOSITORY = "repository";
  static final String TEMPLATE = "repo-creds";
  static final String CLUSTER = "cluster";

  private static final Set<String> IDENTITY = Set.of("url", "type", "name", "project");

  /** What a template cannot lend: settings of one repository. */
  private static final Set<String> OWN =
      Set.of("insecure", "insecureIgnoreHostKey", "enableLfs", "depth", "kilter.git.client");

  static CredentialSecret of(Manifest secret) {
    return new CredentialSecret(
        secret.name(), secret.label(LABEL).orElse(""), SecretContent.of(secret), secret);
  }

  String value(String key) {
    return content.getOrDefault(key, "");
  }

  boolean isRepository() {
    return type.equals(REPOSITORY);
  }

  Repository repository() {
    String kind = value("type");
    Map<String, String> credentials = new HashMap<>(content);
    credentials.keySet().removeAll(IDENTITY);
    credentials.values().removeIf(String::isEmpty);
    return new Repository(
        value("url"), kind.isEmpty() ? "git" : kind, value("name"), value("project"), credentials);
  }

  /** The repository with what it lacks from this template. */
  Repository lend(Repository repository) {
    Map<String, String> credentials = new LinkedHashMap<>(repository().credentials());
    credentials.keySet().removeAll(OWN);
    credentials.putAll(repository.credentials());
    return repository.with(credentials);
  }

  @Override
  public String toString() {
    return "CredentialSecret[" + name + ", " + type + "]";
  }
}
