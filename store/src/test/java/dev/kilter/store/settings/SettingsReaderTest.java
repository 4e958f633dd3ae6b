package dev.kilter.store.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Comparison;
import dev.kilter.model.settings.Settings.Comparison.IgnoreStatus;
import dev.kilter.model.settings.Settings.Comparison.IgnoredFields;
import dev.kilter.model.settings.Settings.LogFormat;
import dev.kilter.model.settings.Settings.LogLevel;
import dev.kilter.model.settings.Settings.Reconciliation;
import dev.kilter.model.settings.Settings.ResourceFilter;
import dev.kilter.model.settings.Settings.ResourceFilter.Rule;
import dev.kilter.model.settings.Settings.Sources;
import dev.kilter.model.settings.Settings.Sync;
import dev.kilter.model.settings.Settings.Sync.ApplyDefault;
import dev.kilter.model.settings.Settings.Sync.BlastRadius;
import dev.kilter.model.settings.Settings.Sync.SelfHealBackoff;
import dev.kilter.model.settings.Settings.Telemetry;
import dev.kilter.model.settings.Settings.Tools;
import dev.kilter.model.settings.Settings.Tools.KustomizeVersion;
import dev.kilter.model.settings.Settings.Tools.Plugins;
import dev.kilter.model.settings.Settings.Tracking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  private static final List<Rule> ALWAYS_EXCLUDED =
      List.of(
          new Rule(List.of("events.k8s.io", "metrics.k8s.io"), List.of(), List.of()),
          new Rule(List.of(""), List.of("Event"), List.of()),
          new Rule(List.of("coordination.k8s.io"), List.of("Lease"), List.of()));

  private static final Map<String, String> CONFIG =
      Map.ofEntries(
          Map.entry("webhook.maxPayloadSizeMB", "8"),
          Map.entry("kilter.git.client", "native"),
          Map.entry("application.resourceTrackingMethod", "annotation+label"),
          Map.entry("application.instanceLabelKey", "acme.example.com/app"),
          Map.entry("installationID", "$install"),
          Map.entry("timeout.reconciliation", "3m"),
          Map.entry("timeout.reconciliation.jitter", "0"),
          Map.entry("timeout.hard.reconciliation", "1d"),
          Map.entry("cluster.inClusterEnabled", "false"),
          Map.entry("helm.enable", "false"),
          Map.entry("kustomize.enable", "false"),
          Map.entry("jsonnet.enable", "false"),
          Map.entry("kilter.apply.default", "client"),
          Map.entry("kilter.prune.guard", "argo"),
          Map.entry("kilter.sources.file", "true"),
          Map.entry("resource.exclusions", "[{apiGroups: [x.io], kinds: ['*'], clusters: [a]}]"),
          Map.entry("resource.inclusions", "[{apiGroups: ['*'], kinds: [Pod]}]"),
          Map.entry(
              "resource.compareoptions",
              "{ignoreAggregatedRoles: true, ignoreResourceStatusField: off}"),
          Map.entry(
              "resource.customizations.ignoreDifferences.apps_Deployment",
              "{jsonPointers: [/spec/replicas]}"),
          Map.entry(
              "resource.customizations.ignoreDifferences.Service",
              "{jqPathExpressions: [.spec.ports]}"),
          Map.entry(
              "resource.customizations.ignoreDifferences.all", "{managedFieldsManagers: [hpa]}"));
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("application.namespaces", "team-a, team-*"),
          Map.entry("controller.self.heal.backoff.timeout.seconds", "4"),
          Map.entry("controller.self.heal.backoff.factor", "2"),
          Map.entry("controller.self.heal.backoff.cap.seconds", "60"),
          Map.entry("controller.sync.timeout.seconds", "90"),
          Map.entry("controller.sync.wave.delay.seconds", "0"),
          Map.entry("controller.repo.error.grace.period.seconds", "10"),
          Map.entry("reposerver.max.combined.directory.manifests.size", "1Mi"),
          Map.entry("controller.log.level", "debug"),
          Map.entry("controller.log.format", "json"),
          Map.entry("controller.metrics.application.labels", "team, env"),
          Map.entry("controller.metrics.application.conditions", "SyncError"),
          Map.entry("reposerver.enable.git.submodule", "false"),
          Map.entry("reposerver.git.request.timeout", "1m30s"));

  private static final Map<String, Map<String, String>> SECRETS =
      Map.of(
          "argocd-secret",
          Map.of(
              "install", "one\n",
              "webhook.github.secret", "$hooks:github",
              "webhook.gitlab.secret", "plain",
              "server.secretkey", "no webhook"),
          "hooks",
          Map.of("github", "from elsewhere"));

  @Test
  void aComplaintDoesNotTellWhatAReferenceStandsFor() {
    Settings settings =
        SettingsReader.read(
            Map.of("timeout.reconciliation", "$webhook.github.secret"),
            Map.of(),
            Map.of("argocd-secret", Map.of("webhook.github.secret", "canary")));
    assertThat(settings.problems())
        .singleElement()
        .asString()
        .contains("$webhook.github.secret")
        .doesNotContain("canary");
  }

  @Test
  void defaultsAreArgosAndTheDesigns() {
    assertThat(SettingsReader.defaults())
        .isEqualTo(
            new Settings(
                new Tracking(
                    Tracking.Method.ANNOTATION, "app.kubernetes.io/instance", Optional.empty()),
                new Reconciliation(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ZERO,
                    Duration.ofMinutes(3)),
                new Sync(
                    ApplyDefault.SERVER_SIDE,
                    Duration.ofSeconds(2),
                    Duration.ZERO,
                    new SelfHealBackoff(Duration.ofSeconds(2), 3, Duration.ofMinutes(5)),
                    BlastRadius.KILTER),
                new ResourceFilter(ALWAYS_EXCLUDED, List.of()),
                new Comparison(false, IgnoreStatus.ALL, Map.of()),
                new Sources(false, true, true, true, 10_000_000, Duration.ofSeconds(15)),
                Telemetry.NONE,
                true,
                List.of(),
                Map.of(),
                50L << 20,
                List.of()));
  }

  @Test
  void everyKeyIsRead() {
    Settings settings = SettingsReader.read(CONFIG, PARAMETERS, SECRETS);

    assertThat(settings)
        .isEqualTo(
            new Settings(
                new Tracking(
                    Tracking.Method.ANNOTATION_AND_LABEL,
                    "acme.example.com/app",
                    Optional.of("one")),
                new Reconciliation(
                    Duration.ofMinutes(3),
                    Duration.ZERO,
                    Duration.ofDays(1),
                    Duration.ofSeconds(10)),
                new Sync(
                    ApplyDefault.CLIENT_SIDE,
                    Duration.ZERO,
                    Duration.ofSeconds(90),
                    new SelfHealBackoff(Duration.ofSeconds(4), 2, Duration.ofMinutes(1)),
                    BlastRadius.ARGO),
                new ResourceFilter(
                    List.of(
                        ALWAYS_EXCLUDED.get(0),
                        ALWAYS_EXCLUDED.get(1),
                        ALWAYS_EXCLUDED.get(2),
                        new Rule(List.of("x.io"), List.of("*"), List.of("a"))),
                    List.of(new Rule(List.of("*"), List.of("Pod"), List.of()))),
                new Comparison(
                    true,
                    IgnoreStatus.NONE,
                    Map.of(
                        new GroupKind("apps", "Deployment"),
                        new IgnoredFields(List.of("/spec/replicas"), List.of(), List.of()),
                        new GroupKind("", "Service"),
                        new IgnoredFields(List.of(), List.of(".spec.ports"), List.of()),
                        new GroupKind("", "all"),
                        new IgnoredFields(List.of(), List.of(), List.of("hpa")))),
                new Sources(
                    true,
                    false,
                    false,
                    false,
                    1 << 20,
                    Duration.ofSeconds(90),
                    Settings.Tools.DEFAULTS,
                    new Settings.Git(false, Settings.Git.Client.NATIVE)),
                new Telemetry(
                    Optional.of(LogLevel.DEBUG),
                    Optional.of(LogFormat.JSON),
                    List.of("team", "env"),
                    List.of("SyncError")),
                false,
                List.of("team-a", "team-*"),
                Map.of(
                    "webhook.github.secret", "from elsewhere",
                    "webhook.gitlab.secret", "plain"),
                8L << 20,
                List.of()));
  }

  @Test
  void badValuesLeaveTheDefaultAndAreNamed() {
    Settings settings =
        SettingsReader.read(
            Map.of(
                "timeout.reconciliation", "soon",
                "helm.enable", "perhaps",
                "installationID", "$nowhere",
                "resource.exclusions", "- [",
                "resource.inclusions", "kinds: x",
                "application.resourceTrackingMethod", "magic"),
            Map.of(
                "controller.sync.timeout.seconds", "-1",
                "reposerver.max.combined.directory.manifests.size", "10 MB"),
            Map.of());

    Settings defaults = SettingsReader.defaults();
    assertThat(settings.problems())
        .hasSize(8)
        .contains(
            "argocd-cm: timeout.reconciliation must be a duration such as 120s or 3m, not below"
                + " zero, but is 'soon'",
            "argocd-cm: helm.enable must be true or false, but is 'perhaps'",
            "argocd-cm: installationID names a Secret's key that does not exist, $nowhere",
            "argocd-cm: resource.inclusions must be a list, but is an object",
            "argocd-cmd-params-cm: controller.sync.timeout.seconds must be a whole number, not"
                + " below zero, but is '-1'")
        .anyMatch(problem -> problem.startsWith("argocd-cm: resource.exclusions must be YAML: "));
    assertThat(settings.sync()).isEqualTo(defaults.sync());
    assertThat(settings.reconciliation()).isEqualTo(defaults.reconciliation());
    assertThat(settings.sources()).isEqualTo(defaults.sources());
    assertThat(settings.resources()).isEqualTo(defaults.resources());
    assertThat(settings.tracking()).isEqualTo(defaults.tracking());
  }

  @Test
  void readsWhatIsSaidOfTheToolsThatRender() {
    Settings settings =
        SettingsReader.read(
            Map.of(
                "kustomize.buildOptions", "--enable-helm",
                "kustomize.buildOptions.v4", "--reorder none",
                "kustomize.path.v4", "/opt/kustomize-4",
                "kustomize.version.v5", "/opt/kustomize-5",
                "helm.valuesFileSchemes", "https",
                "kilter.remote.hosts", "github.com, *.git.example",
                "kilter.kustomize.path", "/opt/kustomize",
                "kilter.plugins.sockets", "/run/plugins",
                "kilter.plugins.folder", "/etc/plugins"),
            Map.of(
                "reposerver.parallelism.limit", "3",
                "kilter.render.timeout", "20s",
                "reposerver.plugin.tar.exclusions", "*.png;docs/*"),
            Map.of());
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.sources().tools())
        .isEqualTo(
            new Tools(
                "",
                "/opt/kustomize",
                "--enable-helm",
                Map.of(
                    "v4", new KustomizeVersion("/opt/kustomize-4", "--reorder none"),
                    "v5", new KustomizeVersion("/opt/kustomize-5", "")),
                List.of("https"),
                List.of("github.com", "*.git.example"),
                Duration.ofSeconds(20),
                3,
                new Plugins("/run/plugins", "/etc/plugins", List.of("*.png", "docs/*"))));
  }

  @Test
  void theOlderFormOfCustomizationsCountsWhereNoKeyOfTheKindDoes() {
    Settings settings =
        SettingsReader.read(
            Map.of(
                "resource.customizations",
                """
                apps/Deployment:
                  ignoreDifferences: |
                    jsonPointers: [/spec/replicas]
                  health.lua: return {}
                Service:
                  ignoreDifferences: |
                    jsonPointers: [/spec/ports]
                '*/*':
                  ignoreDifferences: |
                    managedFieldsManagers: [hpa]
                ConfigMap:
                  ignoreDifferences: |
                    jsonPointers: x
                """,
                "resource.customizations.ignoreDifferences.Service",
                "{jqPathExpressions: [.spec.type]}"),
            Map.of(),
            Map.of());

    assertThat(settings.comparison().ignoredFields())
        .isEqualTo(
            Map.of(
                new GroupKind("apps", "Deployment"),
                new IgnoredFields(List.of("/spec/replicas"), List.of(), List.of()),
                new GroupKind("", "Service"),
                new IgnoredFields(List.of(), List.of(".spec.type"), List.of()),
                new GroupKind("", "all"),
                new IgnoredFields(List.of(), List.of(), List.of("hpa"))));
    assertThat(settings.problems())
        .singleElement()
        .asString()
        .contains("resource.customizations.ConfigMap.ignoreDifferences", "must be a list");
  }

  @Test
  void withoutABackOffEveryAttemptWaitsTheSame() {
    Settings settings =
        SettingsReader.read(
            Map.of(),
            Map.of(
                "controller.self.heal.backoff.timeout.seconds", "0",
                "controller.self.heal.timeout.seconds", "7"),
            Map.of());

    assertThat(settings.sync().selfHealBackoff())
        .isEqualTo(new SelfHealBackoff(Duration.ofSeconds(7), 1, Duration.ofSeconds(7)));
  }
}
