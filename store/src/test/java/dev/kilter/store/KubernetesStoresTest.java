package dev.kilter.store;

import static dev.kilter.store.requests.ResourceKind.CONFIG_MAP;
import static dev.kilter.store.requests.ResourceKind.EVENT;
import static dev.kilter.store.requests.ResourceKind.SECRET;
import static dev.kilter.store.settings.SettingsReader.defaults;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.AccessRules.PolicyText;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.Repository;
import dev.kilter.model.store.CredentialStore.Changed;
import dev.kilter.model.store.EventRecorder.Event;
import dev.kilter.model.store.EventRecorder.Severity;
import dev.kilter.store.KubernetesStores.Mode;
import dev.kilter.store.KubernetesStores.Options;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.testing.CountingApi;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.testing.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KubernetesStoresTest {
  private final String namespace = Plane.freshNamespace();

  @Test
  void followsSettingsProjectsAndCredentials() throws InterruptedException {
    try (KubernetesStores stores = open(Mode.WATCHING)) {
      assertThat(stores.awaitSynced(Duration.ofSeconds(20))).isTrue();
      List<Settings> settings = new CopyOnWriteArrayList<>();
      List<String> projects = new CopyOnWriteArrayList<>();
      List<Changed> credentials = new CopyOnWriteArrayList<>();
      stores.settings().watch(settings::add);
      stores.projects().watch(projects::add);
      stores.credentials().watch(credentials::add);

      success(
          Plane.resources()
              .create(
                  CONFIG_MAP,
                  namespace,
                  Samples.yaml(
                      "{metadata: {name: argocd-cm}, data: {timeout.reconciliation: 10s}}")));
      success(stores.projects().ensureDefault());
      success(stores.credentials().save(Repository.open("https://git/shop")));

      await()
          .untilAsserted(() -> {
            assertThat(settings).hasSize(1);
            assertThat(projects).contains("default");
            assertThat(credentials).contains(Changed.REPOSITORIES);
          });
      assertThat(stores.settings().current().reconciliation().timeout())
          .isEqualTo(Duration.ofSeconds(10));
      assertThat(stores.credentials().repositories()).hasSize(1);
    }
  }

  @Test
  void takesUpEveryKindOfChangeOfSettings() throws InterruptedException {
    try (KubernetesStores stores = open(Mode.WATCHING)) {
      assertThat(stores.awaitSynced(Duration.ofSeconds(20))).isTrue();
      Supplier<Settings> settings = stores.settings()::current;

      put(CONFIG_MAP, "argocd-cm", "data: {timeout.reconciliation: 10s, installationID: $id}");
      put(CONFIG_MAP, "argocd-cmd-params-cm", "data: {application.namespaces: team-a}");
      put(SECRET, "argocd-secret", "stringData: {id: one, webhook.github.secret: '$hooks:key'}");
      put(SECRET, "hooks", "stringData: {key: k1}");
      await()
          .untilAsserted(() -> {
            assertThat(settings.get().reconciliation().timeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(settings.get().applicationNamespaces()).containsExactly("team-a");
            assertThat(settings.get().tracking().installationId()).contains("one");
            assertThat(settings.get().webhookSecrets())
                .isEqualTo(Map.of("webhook.github.secret", "k1"));
          });

      put(CONFIG_MAP, "argocd-cm", "data: {timeout.reconciliation: soon, installationID: two}");
      put(CONFIG_MAP, "argocd-cmd-params-cm", "data: {application.namespaces: 'team-a, b'}");
      put(SECRET, "hooks", "stringData: {key: k2}");
      await()
          .untilAsserted(() -> {
            assertThat(settings.get().reconciliation().timeout()).isEqualTo(Duration.ofMinutes(2));
            assertThat(settings.get().problems())
                .anyMatch(text -> text.contains("timeout.reconciliation"));
            assertThat(settings.get().applicationNamespaces()).containsExactly("team-a", "b");
            assertThat(settings.get().tracking().installationId()).contains("two");
            assertThat(settings.get().webhookSecrets())
                .isEqualTo(Map.of("webhook.github.secret", "k2"));
          });

      success(Plane.resources().delete(CONFIG_MAP, namespace, "argocd-cm"));
      success(Plane.resources().delete(CONFIG_MAP, namespace, "argocd-cmd-params-cm"));
      success(Plane.resources().delete(SECRET, namespace, "argocd-secret"));
      await().untilAsserted(() -> assertThat(settings.get()).isEqualTo(defaults()));
    }
  }

  @Test
  void takesUpEveryKindOfChangeOfAccess() throws InterruptedException {
    try (KubernetesStores stores = open(Mode.WATCHING)) {
      assertThat(stores.awaitSynced(Duration.ofSeconds(20))).isTrue();
      List<AccessRules> told = new CopyOnWriteArrayList<>();
      List<Settings> settings = new CopyOnWriteArrayList<>();
      stores.access().watch(told::add);
      stores.settings().watch(settings::add);
      assertThat(stores.access().current()).isEqualTo(AccessRules.DEFAULTS);

      put(CONFIG_MAP, "argocd-rbac-cm", "data: {policy.csv: 'g, ana, role:admin'}");
      await()
          .untilAsserted(() ->
              assertThat(told)
                  .last()
                  .extracting(AccessRules::policies)
                  .isEqualTo(
                      List.of(new PolicyText("argocd-rbac-cm: policy.csv", "g, ana, role:admin"))));
      assertThat(settings).isEmpty();

      put(CONFIG_MAP, "argocd-cm", "data: {server.rbac.rollback.enforce.enable: 'true'}");
      success(Plane.resources().delete(CONFIG_MAP, namespace, "argocd-rbac-cm"));
      await()
          .untilAsserted(() -> {
            assertThat(stores.access().current().policies()).isEmpty();
            assertThat(stores.access().current().switches().rollback()).isTrue();
          });
    }
  }

  @Test
  void aCommandReadsAccessWhenItAsks() {
    put(CONFIG_MAP, "argocd-rbac-cm", "data: {policy.default: role:readonly}");
    CountingApi api = new CountingApi(Plane.api());
    try (KubernetesStores stores = open(api, Mode.DIRECT)) {
      assertThat(stores.access().current().defaultRole()).isEqualTo("role:readonly");
      assertThat(stores.access().current().defaultRole()).isEqualTo("role:readonly");
      assertThat(api.requests()).hasSize(2);
    }
  }

  /** Makes the resource anew, or for the first time. */
  private void put(ResourceKind kind, String name, String content) {
    Plane.resources().delete(kind, namespace, name);
    String labels = "labels: {app.kubernetes.io/part-of: argocd}";
    success(
        Plane.resources()
            .create(
                kind,
                namespace,
                Samples.yaml("metadata: {name: %s, %s}\n%s".formatted(name, labels, content))));
  }

  @Test
  void aCommandPaysForWhatItAsks() {
    success(
        Plane.resources()
            .create(
                CONFIG_MAP,
                namespace,
                Samples.yaml(
                    "{metadata: {name: argocd-cmd-params-cm},"
                        + " data: {application.namespaces: team-a}}")));
    CountingApi api = new CountingApi(Plane.api());
    try (KubernetesStores stores = open(api, Mode.DIRECT)) {
      assertThat(api.requests()).isEmpty();

      assertThat(stores.applications().get(new ApplicationId(namespace, "none")))
          .isInstanceOf(Result.Failed.class);
      assertThat(api.requests()).hasSize(1);

      success(stores.applications().list());
      success(stores.applications().list());
      assertThat(api.requests()).hasSize(4);
      assertThat(stores.settings().current().applicationNamespaces()).containsExactly("team-a");
    }
  }

  @Test
  void makesTheDefaultProjectThatPermitsEverything() {
    try (KubernetesStores stores = open(Mode.DIRECT)) {
      Project made = success(stores.projects().ensureDefault());

      assertThat(made.sourceRepos()).containsExactly("*");
      assertThat(made.destinations()).containsExactly(new Project.DestinationRule("*", "", "*"));
      assertThat(made.clusterResourceWhitelist())
          .containsExactly(new Project.KindRule("*", "*", ""));
      assertThat(success(stores.projects().ensureDefault())).isEqualTo(made);
      assertThat(stores.projects().find("default")).contains(made);
    }
  }

  @Test
  void countsAnEventThatRepeats() {
    try (KubernetesStores stores = open(Mode.DIRECT)) {
      Application application =
          success(
              stores
                  .applications()
                  .create(
                      Samples.yaml(
                          "{metadata: {name: shop}, spec: {project: p, destination: {}}}")));
      Event started = new Event(Severity.Normal, "OperationStarted", "ada started a sync");
      Event failed = new Event(Severity.Warning, "OperationCompleted", "it failed");

      for (int i = 0; i < 3; i++) {
        stores.events().record(application, started);
      }
      stores.events().record(application, failed);

      await()
          .untilAsserted(() ->
              assertThat(events())
                  .isEqualTo(Map.of("OperationStarted", 3L, "OperationCompleted", 1L)));
    }
  }

  @Test
  void oneChangeOfArgocdCmReachesSettingsAndAccounts() throws Exception {
    try (KubernetesStores stores = open(Mode.WATCHING)) {
      success(stores.prepareFirstLogin(new SecureRandom(), password -> "hash of " + password));
      assertThat(stores.awaitSynced(Duration.ofMinutes(1))).isTrue();
      assertThat(stores.accounts().current().find("admin").orElseThrow().passwordHash())
          .startsWith("hash of ");

      success(
          Plane.resources()
              .create(
                  CONFIG_MAP,
                  namespace,
                  Samples.yaml(
                      "{metadata: {name: argocd-cm},"
                          + " data: {accounts.ana: login, installationID: one}}")));

      await()
          .untilAsserted(() -> {
            assertThat(stores.accounts().current().find("ana")).isPresent();
            assertThat(stores.settings().current().tracking().installationId()).contains("one");
          });
      assertThat(stores.revocations().isRevoked("x")).isFalse();
    }
  }

  private Map<String, Long> events() {
    return success(Plane.resources().list(ResourceSelection.of(EVENT, namespace))).items().stream()
        .filter(event -> event.text("involvedObject", "name").filter("shop"::equals).isPresent())
        .collect(
            java.util.stream.Collectors.toMap(
                (Manifest event) -> event.text("reason").orElse(""),
                event -> event.integer("count").orElse(0L)));
  }

  private KubernetesStores open(Mode mode) {
    return open(Plane.api(), mode);
  }

  private KubernetesStores open(KubernetesApi api, Mode mode) {
    return success(
        KubernetesStores.open(
            api,
            new Options(
                namespace,
                Optional.empty(),
                InstantSource.fixed(Instant.parse("2026-11-22T10:00:00.5Z"))),
            mode));
  }
}
