package dev.kilter.store.credentials;

import static dev.kilter.store.requests.ResourceKind.SECRET;
import static dev.kilter.store.testing.Results.failure;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.source.Repository;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesCredentialStoreTest {
  private static final ClusterConnection IN_CLUSTER =
      new ClusterConnection(
          "https://kubernetes.default.svc",
          "in-cluster",
          List.of(),
          false,
          "",
          Map.of(),
          Map.of("bearerToken", "own"));

  private final String namespace = Plane.freshNamespace();
  private Optional<ClusterConnection> inCluster = Optional.of(IN_CLUSTER);
  private final KubernetesCredentialStore store =
      new KubernetesCredentialStore(Plane.resources(), namespace, () -> inCluster);

  @Test
  void choosesTheProjectsOwnThenTheUnscopedThenTheLongestTemplate() {
    secret("repository", "{url: https://git/acme/shop.git, username: unscoped}");
    secret("repository", "{url: https://git/acme/shop, username: scoped, project: web}");
    secret("repository", "{url: https://git/acme/bare, enableLfs: 'true'}");
    secret("repo-creds", "{url: https://git/, username: short}");
    secret("repo-creds", "{url: https://git/acme, username: long, insecure: 'true'}");

    assertThat(username("https://git/ACME/shop", "web")).isEqualTo("scoped");
    assertThat(username("https://git/acme/shop", "other")).isEqualTo("unscoped");
    assertThat(username("https://git/acme/new.git", "web")).isEqualTo("long");
    assertThat(username("https://git/x", "web")).isEqualTo("short");
    assertThat(username("ssh://git@git/acme/shop", "web")).isEmpty();
    assertThat(store.repository("https://git/acme/bare", "").credentials())
        .isEqualTo(Map.of("enableLfs", "true", "username", "long"));
    assertThat(store.repository("https://git/acme/shop", "other").reader()).isEqualTo("other");
  }

  @Test
  void savesReadsAndRemovesARepositoryAsArgoNamesIt() {
    Repository repository =
        new Repository("https://git/shop.git", "git", "shop", "", Map.of("password", "secret"));

    assertThat(success(store.save(repository))).isEqualTo(repository);
    success(store.save(new Repository("https://git/shop", "git", "", "", Map.of("password", "b"))));

    assertThat(store.repositories())
        .singleElement()
        .satisfies(saved -> assertThat(saved.credentials()).isEqualTo(Map.of("password", "b")));
    assertThat(success(Plane.resources().get(SECRET, namespace, "repo-4112353801")).name())
        .isNotEmpty();
    success(store.remove("https://git/SHOP.git", ""));
    assertThat(store.repositories()).isEmpty();
    assertThat(failure(store.remove("https://git/shop", ""))).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void removesOneProjectsAndLeavesTheOthers() {
    success(store.save(new Repository("https://git/shop", "git", "", "", Map.of())));
    success(store.save(new Repository("https://git/shop", "git", "", "web", Map.of())));
    success(store.save(new Repository("https://git/shop", "git", "", "api", Map.of())));

    success(store.remove("https://git/shop", "web"));

    assertThat(store.repositories()).extracting(Repository::project).containsExactly("", "api");
  }

  @Test
  void keepsASecretThatSomebodyElseWrote() {
    String name = secret("repository", "{url: https://git/shop}");

    success(store.remove("https://git/shop", ""));

    assertThat(store.repositories()).isEmpty();
    assertThat(success(Plane.resources().get(SECRET, namespace, name)).labels()).isEmpty();
  }

  @Test
  void addsTheClusterThatItRunsInUnlessSwitchedOff() {
    String far =
        secret(
            "cluster",
            "{server: 'https://1.2.3.4/', name: far, namespaces: 'a, b', clusterResources: 'true',"
                + " config: '{\"bearerToken\":\"t\",\"tlsClientConfig\":{\"insecure\":true}}'}");

    assertThat(store.clusters())
        .containsExactly(
            IN_CLUSTER,
            new ClusterConnection(
                "https://1.2.3.4",
                "far",
                List.of("a", "b"),
                true,
                "",
                Map.of(),
                Map.of("bearerToken", "t", "tlsClientConfig", Map.of("insecure", true)),
                far));
    inCluster = Optional.empty();
    assertThat(store.clusters()).extracting(ClusterConnection::name).containsExactly("far");
  }

  @Test
  void writesDownOnceWhichClusterItIs() {
    String name = secret("cluster", "{server: 'https://1.2.3.4/', name: far}");

    success(store.pin("https://1.2.3.4", "one"));
    success(store.pin("https://1.2.3.4", "two"));

    assertThat(store.clusters())
        .filteredOn(cluster -> cluster.secret().equals(name))
        .extracting(ClusterConnection::identity)
        .containsExactly(Optional.of("one"));
    success(
        Plane.resources()
            .mergePatch(
                SECRET,
                namespace,
                name,
                Map.of("stringData", Map.of("server", "https://9.9.9.9"))));
    success(store.pin("https://9.9.9.9", "three"));
    assertThat(store.clusters())
        .filteredOn(cluster -> cluster.secret().equals(name))
        .extracting(ClusterConnection::identity)
        .containsExactly(Optional.of("three"));
    assertThat(failure(store.pin("https://5.6.7.8", "one"))).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void aSecretMayNarrowTheClusterThatItRunsIn() {
    secret("cluster", "{server: 'https://kubernetes.default.svc', name: here, namespaces: web}");

    assertThat(store.clusters())
        .singleElement()
        .satisfies(cluster -> {
          assertThat(cluster.name()).isEqualTo("here");
          assertThat(cluster.namespaces()).containsExactly("web");
          assertThat(cluster.config()).isEqualTo(IN_CLUSTER.config());
        });
  }

  @Test
  void neverPrintsWhatIsSecret() {
    secret("repository", "{url: https://git/shop, password: hunter2}");

    assertThat(store.repositories().toString()).doesNotContain("hunter2");
  }

  private String username(String url, String project) {
    return store.repository(url, project).credentials().getOrDefault("username", "");
  }

  private String secret(String type, String content) {
    return success(
            Plane.resources()
                .create(
                    SECRET,
                    namespace,
                    Samples.yaml("{metadata: {generateName: s-}}")
                        .with(Map.of("argocd.argoproj.io/secret-type", type), "metadata", "labels")
                        .with(Samples.yaml(content).root(), "stringData")))
        .name();
  }
}
