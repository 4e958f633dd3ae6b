package dev.kilter.store.credentials;

import dev.kilter.model.source.GitUrl;
import dev.kilter.model.source.Repository;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which credentials apply to a repository, as Argo CD chooses them. */
final class Repositories {
  /** Any of these, and the repository has credentials of its own (Argo CD, HasCredentials). */
  private static final Set<String> CREDENTIALS =
      Set.of(
          "username",
          "password",
          "bearerToken",
          "sshPrivateKey",
          "tlsClientCertData",
          "githubAppPrivateKey",
          "azureServicePrincipalClientSecret");

  private final List<CredentialSecret> secrets;

  /** In the order of names, so that of two that fit alike it is always the same. */
  Repositories(Collection<CredentialSecret> secrets) {
    this.secrets = secrets.stream().sorted(Comparator.comparing(CredentialSecret::name)).toList();
  }

  /** Under the URL that was asked for: the Secret's may differ in what does not count. */
  Repository find(String url, String project) {
    Repository own =
        configured(url, project)
            .or(() -> configured(url, ""))
            .map(secret -> secret.repository().at(url))
            .orElseGet(() -> unconfigured(url))
            .readBy(project);
    return hasCredentials(own)
        ? own
        : template(url).map(template -> template.lend(own)).orElse(own);
  }

  /** Exactly this project's Secret; the empty project's is the unscoped one. */
  Optional<CredentialSecret> configured(String url, String project) {
    return secrets.stream()
        .filter(CredentialSecret::isRepository)
        .filter(secret -> GitUrl.same(secret.value("url"), url))
        .filter(secret -> secret.value("project").equals(project))
        .findFirst();
  }

  List<Repository> all() {
    return secrets.stream()
        .filter(CredentialSecret::isRepository)
        .map(CredentialSecret::repository)
        .sorted(Comparator.comparing(Repository::url).thenComparing(Repository::project))
        .toList();
  }

  private Repository unconfigured(String url) {
    String type = template(url).map(template -> template.repository().type()).orElse("git");
    return new Repository(url, type, "", "", Map.of());
  }

  private Optional<CredentialSecret> template(String url) {
    String wanted = GitUrl.normalized(url);
    return secrets.stream()
        .filter(secret -> secret.type().equals(CredentialSecret.TEMPLATE))
        .filter(secret -> !secret.value("url").isBlank())
        .filter(secret -> wanted.startsWith(GitUrl.normalized(secret.value("url"))))
        .max(Comparator.comparingInt(secret -> GitUrl.normalized(secret.value("url")).length()));
  }

  private static boolean hasCredentials(Repository repository) {
    return repository.credentials().keySet().stream().anyMatch(CREDENTIALS::contains)
        || "true".equals(repository.credentials().get("useAzureWorkloadIdentity"));
  }
}
