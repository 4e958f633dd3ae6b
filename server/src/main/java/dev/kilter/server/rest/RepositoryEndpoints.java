package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.RepositoryUrls;
import dev.kilter.server.openapi.About;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Repositories with credentials. Secrets go in and never come out. */
final class RepositoryEndpoints {
  private static final String REPOSITORIES = "repositories";
  private static final String SECRET_TYPE = "git";
  private static final List<String> PLACE = List.of("repo", "type", "name", "project");

  private final Ports ports;

  RepositoryEndpoints(Ports ports) {
    this.ports = ports;
  }

  void mount(Router router) {
    router.on(
        "GET",
        "/api/v1/repositories",
        About.of("RepositoryService_ListRepositories", "v1alpha1RepositoryList"),
        this::list);
    router.on(
        "POST",
        "/api/v1/repositories",
        About.of("RepositoryService_CreateRepository", "v1alpha1Repository")
            .asks("upsert:boolean")
            .takes("v1alpha1Repository"),
        this::create);
    router.on(
        "GET",
        "/api/v1/repositories/{repo}",
        About.of("RepositoryService_Get", "v1alpha1Repository").asks("appProject"),
        this::get);
    router.on(
        "DELETE",
        "/api/v1/repositories/{repo}",
        About.of("RepositoryService_DeleteRepository", "repositoryRepoResponse").asks("appProject"),
        this::delete);
  }

  private Answer list(Request request) {
    return Answer.ok(
        Map.of(
            "items",
            ports.credentials().repositories().stream()
                .filter(one -> request.caller().may(REPOSITORIES, "get", object(one)))
                .sorted(Comparator.comparing(Repository::url))
                .map(RepositoryEndpoints::tree)
                .toList()));
  }

  private Answer get(Request request) {
    return Answer.ok(tree(seen(request).getFirst()));
  }

  private Answer create(Request request) {
    Repository wanted = read(request.body());
    if (RepositoryUrls.identity(wanted.url()).isEmpty()) {
      throw Problem.of(
              ProblemKind.INVALID_INPUT, "repository \"" + wanted.url() + "\" is no repository URL")
          .saying(
              "\"" + wanted.url() + "\" is no repository URL.",
              "It is https://…, ssh://… or user@host:path.",
              "kilter repo add https://git.example.com/shop.git")
          .exception();
    }
    request.caller().require(REPOSITORIES, "create", object(wanted));
    Optional<Repository> existing =
        named(wanted.url()).filter(one -> one.project().equals(wanted.project())).findFirst();
    if (existing.isPresent() && !existing.get().equals(wanted) && !request.call().flag("upsert")) {
      throw Problem.of(
              ProblemKind.DIFFERENT_EXISTS,
              "existing repository spec is different; use upsert flag to force update")
          .saying(
              "\"" + wanted.url() + "\" is known already, with other settings.",
              "Nothing was changed.",
              "kilter repo add " + wanted.url() + " … --upsert")
          .exception();
    }
    existing
        .filter(one -> !one.equals(wanted))
        .ifPresent(one -> request.caller().require(REPOSITORIES, "update", object(one)));
    return Answer.ok(tree(Problems.unwrap(ports.credentials().save(wanted))));
  }

  private Answer delete(Request request) {
    List<Repository> found = seen(request);
    found.forEach(one -> request.caller().require(REPOSITORIES, "delete", object(one)));
    found.forEach(one -> Problems.unwrap(ports.credentials().remove(one.url(), one.project())));
    return Answer.ok(Map.of());
  }

  /**
   * What projects configured under the URL, {@code appProject} alone where it is asked for; one
   * that may not be seen is as missing as one that is not there.
   */
  private List<Repository> seen(Request request) {
    String project = request.query("appProject");
    List<Repository> found =
        named(request.parameter("repo"))
            .filter(one -> project.isEmpty() || one.project().equals(project))
            .filter(one -> request.caller().may(REPOSITORIES, "get", object(one)))
            .toList();
    if (found.isEmpty()) {
      throw missing(request);
    }
    return found;
  }

  /** Argo CD's name of a repository in policies: its project comes first where it has one. */
  private static String object(Repository repository) {
    return repository.project().isEmpty()
        ? repository.url()
        : repository.project() + "/" + repository.url();
  }

  private Stream<Repository> named(String url) {
    return ports.credentials().repositories().stream().filter(one -> one.url().equals(url));
  }

  private static RuntimeException missing(Request request) {
    String url = request.parameter("repo");
    return Problem.of(ProblemKind.NOT_FOUND, "repo '" + url + "' not found")
        .saying(
            "You see no repository \"" + url + "\" here.",
            "No Secret of type repository that you may see has exactly this URL.",
            "kilter repo list")
        .exception();
  }

  private static Repository read(Document body) {
    Map<String, String> credentials = new LinkedHashMap<>();
    body.root()
        .forEach((key, value) -> {
          if (!PLACE.contains(key) && value != null && !String.valueOf(value).isEmpty()) {
            credentials.put(key, String.valueOf(value));
          }
        });
    return new Repository(
        body.text("repo"),
        body.text("type").isEmpty() ? SECRET_TYPE : body.text("type"),
        body.text("name"),
        body.text("project"),
        credentials);
  }

  private static Map<String, @Nullable Object> tree(Repository repository) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("repo", repository.url());
    tree.put("type", repository.type());
    tree.put("name", repository.name());
    tree.put("project", repository.project());
    tree.put("username", repository.credentials().getOrDefault("username", ""));
    for (String flag : List.of("insecure", "enableLfs", "enableOCI")) {
      tree.put(flag, "true".equals(repository.credentials().get(flag)) ? true : null);
    }
    tree.put("hasCredentials", hasSecret(repository) ? true : null);
    return new Document(tree).compact().root();
  }

  private static boolean hasSecret(Repository repository) {
    return Stream.of(
            "password",
            "bearerToken",
            "sshPrivateKey",
            "tlsClientCertKey",
            "githubAppPrivateKey",
            "gcpServiceAccountKey")
        .anyMatch(key -> !repository.credentials().getOrDefault(key, "").isEmpty());
  }
}
