package dev.kilter.store.credentials;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.Repository;
import dev.kilter.store.requests.SecretContent;
import dev.kilter.store.tree.TreeBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Repository Secrets as Argo CD writes them, under its names. */
final class RepositorySecret {
  private static final String MANAGED_BY = "managed-by";
  private static final String MANAGER = "argocd.argoproj.io";
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private RepositorySecret() {}

  static Manifest fresh(Repository repository) {
    return Manifest.of(
        new TreeBuilder()
            .put("apiVersion", "v1")
            .put("kind", "Secret")
            .put("type", "Opaque")
            .put(
                "metadata",
                new TreeBuilder()
                    .put("name", name(repository))
                    .put("labels", Map.of(CredentialSecret.LABEL, CredentialSecret.REPOSITORY))
                    .put("annotations", Map.of(MANAGED_BY, MANAGER))
                    .build())
            .put("data", data(repository))
            .build());
  }

  static Manifest updated(Manifest existing, Repository repository) {
    return existing.with(data(repository), "data");
  }

  static boolean isManaged(Manifest secret) {
    return secret.annotation(MANAGED_BY).filter(MANAGER::equals).isPresent();
  }

  private static Map<String, String> data(Repository repository) {
    Map<String, String> content = new TreeMap<>(repository.credentials());
    content.put("url", repository.url());
    content.put("type", repository.type());
    content.put("name", repository.name());
    content.put("project", repository.project());
    content.values().removeIf(String::isEmpty);
    content.replaceAll((_, value) -> SecretContent.encoded(value.getBytes(StandardCharsets.UTF_8)));
    return content;
  }

  /** Argo CD's name: FNV-1a of URL and project. */
  private static String name(Repository repository) {
    int hash = FNV_OFFSET;
    for (byte b : (repository.url() + repository.project()).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return "repo-" + Integer.toUnsignedString(hash);
  }
}
