package dev.kilter.engine.policy;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.match.Glob;
import dev.kilter.model.match.NamespacePatterns;
import dev.kilter.model.project.Project;
import dev.kilter.model.project.Project.DestinationRule;
import dev.kilter.model.project.Project.KindRule;
import dev.kilter.model.source.GitUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a project allows (Argo CD, pkg/apis/application/v1alpha1/app_project_types.go). Patterns are
 * globs; a leading {@code !} denies, and a denial beats every permission.
 */
public record ProjectPolicy(Project project) {
  private static final String DENY = "!";

  /** Why this application may not be what it is, in Argo CD's words; empty where it may. */
  public List<Failure> denials(
      Application application, ClusterConnection cluster, String controlPlaneNamespace) {
    List<Failure> denials = new ArrayList<>(invalidRules());
    denials.addAll(unkept());
    String namespace = application.id().namespace();
    if (!namespace.equals(controlPlaneNamespace) && !permitsSourceNamespace(namespace)) {
      denials.add(
          denied(
              "application '%s' in namespace '%s' is not allowed to use project '%s'"
                  .formatted(application.id().name(), namespace, project.name())));
    }
    for (Source source : application.spec().sources()) {
      if (!permitsSource(source.repoUrl())) {
        denials.add(
            denied(
                "application repo %s is not permitted in project '%s'"
                    .formatted(source.repoUrl(), project.name())));
      }
    }
    String target = application.spec().destination().namespace();
    if (!permitsDestination(cluster, target)) {
      denials.add(
          denied(
              ("application destination server '%s' and namespace '%s' do not match any of the"
                      + " allowed destinations in project '%s'")
                  .formatted(cluster.server(), target, project.name())));
    }
    return List.copyOf(denials);
  }

  /** Patterns that would deny everything are refused, as Argo CD refuses such a project. */
  public List<Failure> invalidRules() {
    List<Failure> invalid = new ArrayList<>();
    for (String repository : project.sourceRepos()) {
      reject("source repository", repository).ifPresent(invalid::add);
    }
    for (DestinationRule rule : project.destinations()) {
      reject("server", rule.server()).ifPresent(invalid::add);
      reject("namespace", rule.namespace()).ifPresent(invalid::add);
      reject("name", rule.name()).ifPresent(invalid::add);
    }
    return List.copyOf(invalid);
  }

  /** To go on without what protects the cluster would be less than the project asks for. */
  private List<Failure> unkept() {
    return project.raw().list("spec", "destinationServiceAccounts").isEmpty()
        ? List.of()
        : List.of(
            denied(
                ("project '%s' asks for service accounts to apply as (destinationServiceAccounts),"
                        + " which this version of Kilter does not use; nothing is synced")
                    .formatted(project.name())));
  }

  private Optional<Failure> reject(String what, String pattern) {
    return pattern.equals("!*")
        ? Optional.of(denied("%s has an invalid format, '!*'".formatted(what)))
        : Optional.empty();
  }

  private Failure denied(String message) {
    return new Failure.ProjectDenied(project.name(), message);
  }

  /** A star stops at a slash here: {@code https://git/team/*} allows no deeper path. */
  public boolean permitsSource(String repoUrl) {
    String url = GitUrl.normalized(repoUrl);
    boolean permitted = false;
    for (String pattern : project.sourceRepos()) {
      boolean deny = pattern.startsWith(DENY);
      String glob = GitUrl.normalized(deny ? pattern.substring(1) : pattern);
      boolean matched = glob.equals("*") || Glob.matches(glob, url, '/');
      if (deny && matched) {
        return false;
      }
      permitted |= matched != deny;
    }
    return permitted;
  }

  public boolean permitsDestination(ClusterConnection cluster, String namespace) {
    boolean ofProject =
        !project.permitOnlyProjectScopedClusters() || cluster.project().equals(project.name());
    return ofProject && destinationMatches(cluster, namespace);
  }

  private boolean destinationMatches(ClusterConnection cluster, String namespace) {
    boolean permitted = false;
    for (DestinationRule rule : project.destinations()) {
      boolean name = !cluster.name().isEmpty() && matches(rule.name(), cluster.name());
      boolean server = !cluster.server().isEmpty() && matches(rule.server(), cluster.server());
      boolean inNamespace = matches(rule.namespace(), namespace);
      boolean clusterDenied = denies(rule.name(), name) || denies(rule.server(), server);
      if ((server || name) && inNamespace) {
        permitted = true;
      } else if ((clusterDenied && inNamespace)
          || (denies(rule.namespace(), inNamespace) && server)) {
        return false;
      }
    }
    return permitted;
  }

  private static boolean denies(String pattern, boolean matched) {
    return !matched && pattern.startsWith(DENY);
  }

  /** A denial matches what its pattern does not. */
  private static boolean matches(String pattern, String text) {
    return pattern.startsWith(DENY)
        ? !Glob.matches(pattern.substring(1), text)
        : Glob.matches(pattern, text);
  }

  /** Cluster-scoped kinds need a permission; namespaced ones are allowed unless listed. */
  public boolean permitsKind(GroupKind kind, String name, KindScope scope) {
    return switch (scope) {
      case CLUSTER ->
          inList(kind, name, project.clusterResourceWhitelist())
              && !inList(kind, name, project.clusterResourceBlacklist());
      case NAMESPACED ->
          project.namespaceResourceWhitelist().map(list -> inList(kind, "", list)).orElse(true)
              && !inList(kind, "", project.namespaceResourceBlacklist());
    };
  }

  /** Whether an object may be in an application of this project, by kind and by where it lives. */
  public boolean permits(ResourceKey key, ClusterConnection cluster) {
    KindScope scope = key.namespace().isEmpty() ? KindScope.CLUSTER : KindScope.NAMESPACED;
    return permitsKind(key.groupKind(), key.name(), scope)
        && (scope == KindScope.CLUSTER || permitsDestination(cluster, key.namespace()));
  }

  /** {@link #permits} as comparison rules take it. */
  public Function<ResourceKey, Boolean> permitted(ClusterConnection cluster) {
    return key -> permits(key, cluster);
  }

  /** Why the object may not be applied, in Argo CD's words; empty where it may. */
  public Optional<Failure> denial(ResourceKey key, ClusterConnection cluster) {
    KindScope scope = key.namespace().isEmpty() ? KindScope.CLUSTER : KindScope.NAMESPACED;
    if (!permitsKind(key.groupKind(), key.name(), scope)) {
      return Optional.of(
          denied(
              "resource %s:%s is not permitted in project %s"
                  .formatted(key.group(), key.kind(), project.name())));
    }
    return permits(key, cluster)
        ? Optional.empty()
        : Optional.of(
            denied(
                "namespace %s is not permitted in project '%s'"
                    .formatted(key.namespace(), project.name())));
  }

  /** Applications outside of the control plane's own namespace need this. */
  public boolean permitsSourceNamespace(String namespace) {
    return NamespacePatterns.anyMatches(project.sourceNamespaces(), namespace);
  }

  private static boolean inList(GroupKind kind, String name, List<KindRule> list) {
    return list.stream()
        .anyMatch(rule ->
            Glob.matches(rule.kind(), kind.kind(), '/')
                && Glob.matches(rule.group(), kind.group(), '/')
                && (rule.name().isEmpty() || Glob.matches(rule.name(), name, '/')));
  }
}
