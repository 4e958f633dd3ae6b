package dev.kilter.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.project.Project.DestinationRule;
import dev.kilter.model.project.Project.KindRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProjectPolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*                                          | https://git.example.com/a/b      | true",
        "https://git.example.com/a/*                | https://git.example.com/a/b.git  | true",
        "https://git.example.com/a/*                | https://git.example.com/a/b/c    | false",
        "https://git.example.com/a/**               | https://git.example.com/a/b/c    | true",
        "https://git.example.com/a/b.git            | https://GIT.example.com/A/b      | true",
        "https://git.example.com/a/b                | https://git.example.com/a/bb     | false",
        "git@git.example.com:a/b                    | ssh://git@git.example.com/a/b    | true",
        "!https://git.example.com/a/b               | https://git.example.com/a/b      | false",
        "!https://git.example.com/a/b               | https://git.example.com/a/c      | true",
        "* ; !https://git.example.com/a/*           | https://git.example.com/a/c      | false",
        "https://git.example.com/a/c ; !*/x/*       | https://git.example.com/a/c      | true",
      })
  void permitsSourcesByGlobsAndDenials(String patterns, String url, boolean permitted) {
    String[] list =
        Arrays.stream(patterns.split(";", -1)).map(String::strip).toArray(String[]::new);

    assertThat(Projects.sources(list).permitsSource(url)).isEqualTo(permitted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a,-,*                         | https://a | alpha | any         | true",
        "https://a,-,web-*                     | https://a | alpha | web-1       | true",
        "https://a,-,web-*                     | https://a | alpha | db          | false",
        "https://b,-,*                         | https://a | alpha | any         | false",
        "-,alpha,*                             | https://a | alpha | any         | true",
        "-,al*,*                               | https://a | alpha | any         | true",
        "*,-,* ; https://a,-,!kube-system      | https://a | alpha | kube-system | false",
        "*,-,* ; https://a,-,!kube-system      | https://a | alpha | any         | true",
        "*,-,* ; !https://a,-,kube-system      | https://a | alpha | kube-system | false",
        "*,-,* ; !https://a,-,kube-system      | https://b | beta  | kube-system | true",
        "*,-,!{kube-system/argocd}             | https://a | alpha | argocd      | false",
        "*,-,* ; -,!alpha,*                    | https://a | alpha | any         | false",
      })
  void permitsDestinationsByGlobsAndDenials(
      String rules, String server, String name, String namespace, boolean permitted) {
    ProjectPolicy policy = Projects.destinations(rules(rules));

    assertThat(policy.permitsDestination(Projects.cluster(server, name, ""), namespace))
        .isEqualTo(permitted);
  }

  @Test
  void onlyItsOwnClustersWhereTheProjectSaysSo() {
    ProjectPolicy policy = Projects.ownClustersOnly(new DestinationRule("*", "", "*"));

    assertThat(policy.permitsDestination(Projects.cluster("https://a", "a", "team"), "n")).isTrue();
    assertThat(policy.permitsDestination(Projects.cluster("https://a", "a", ""), "n")).isFalse();
  }

  @Test
  void clusterScopedKindsNeedAPermission() {
    GroupKind role = new GroupKind("rbac.authorization.k8s.io", "ClusterRole");
    ProjectPolicy none = Projects.kinds(List.of(), List.of(), Optional.empty(), List.of());
    ProjectPolicy named =
        Projects.kinds(
            List.of(new KindRule("rbac*", "Cluster*", "team-*")),
            List.of(new KindRule("*", "*", "team-admin")),
            Optional.empty(),
            List.of());

    assertThat(none.permitsKind(role, "any", KindScope.CLUSTER)).isFalse();
    assertThat(named.permitsKind(role, "team-view", KindScope.CLUSTER)).isTrue();
    assertThat(named.permitsKind(role, "team-admin", KindScope.CLUSTER)).isFalse();
    assertThat(named.permitsKind(role, "other", KindScope.CLUSTER)).isFalse();
  }

  @Test
  void namespacedKindsAreAllowedUnlessListsSayOtherwise() {
    GroupKind secret = new GroupKind("", "Secret");
    List<KindRule> secrets = List.of(new KindRule("", "Secret", ""));

    assertThat(kinds(Optional.empty(), List.of(), secret)).isTrue();
    assertThat(kinds(Optional.of(List.of()), List.of(), secret)).isFalse();
    assertThat(kinds(Optional.of(secrets), List.of(), secret)).isTrue();
    assertThat(kinds(Optional.of(secrets), secrets, secret)).isFalse();
    assertThat(kinds(Optional.empty(), secrets, secret)).isFalse();
  }

  @Test
  void saysWhatIsNotPermitted() {
    ProjectPolicy policy =
        Projects.kinds(
            List.of(), List.of(), Optional.empty(), List.of(new KindRule("*", "Secret", "")));
    ClusterConnection cluster = Projects.cluster("https://a", "a", "");

    assertThat(message(policy, new ResourceKey("", "Secret", "shop-1", "x"), cluster))
        .isEqualTo("resource :Secret is not permitted in project team");
    assertThat(message(policy, new ResourceKey("", "Namespace", "", "x"), cluster))
        .isEqualTo("resource :Namespace is not permitted in project team");
    assertThat(message(policy, new ResourceKey("", "ConfigMap", "other", "x"), cluster))
        .isEqualTo("namespace other is not permitted in project 'team'");
    assertThat(policy.denial(new ResourceKey("", "ConfigMap", "shop-1", "x"), cluster)).isEmpty();
  }

  @Test
  void aPatternThatDeniesEverythingIsRefused() {
    assertThat(Projects.sources("*", "!*").invalidRules())
        .extracting(Failure::message)
        .containsExactly("source repository has an invalid format, '!*'");
    assertThat(Projects.destinations(new DestinationRule("!*", "", "!*")).invalidRules())
        .extracting(Failure::message)
        .containsExactly(
            "server has an invalid format, '!*'", "namespace has an invalid format, '!*'");
  }

  @Test
  void sourceNamespacesAreGlobs() {
    assertThat(Projects.namespaces("team-*").permitsSourceNamespace("team-a")).isTrue();
    assertThat(Projects.namespaces("team-*").permitsSourceNamespace("other")).isFalse();
    assertThat(Projects.namespaces().permitsSourceNamespace("team-a")).isFalse();
  }

  private static boolean kinds(
      Optional<List<KindRule>> allowed, List<KindRule> denied, GroupKind kind) {
    return Projects.kinds(List.of(), List.of(), allowed, denied)
        .permitsKind(kind, "x", KindScope.NAMESPACED);
  }

  private static String message(ProjectPolicy policy, ResourceKey key, ClusterConnection cluster) {
    return policy.denial(key, cluster).map(Failure::message).orElse("permitted");
  }

  /** {@code server,name,namespace}, several separated by semicolons; a slash stands for a comma. */
  private static DestinationRule[] rules(String text) {
    return Arrays.stream(text.split(";", -1))
        .map(rule -> rule.strip().split(",", -1))
        .map(parts ->
            new DestinationRule(
                parts[0].equals("-") ? "" : parts[0],
                parts[1].equals("-") ? "" : parts[1],
                parts[2].replace("kube-system/argocd", "kube-system,argocd")))
        .toArray(DestinationRule[]::new);
  }
}
