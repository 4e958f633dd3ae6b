package dev.kilter.store.settings;

import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Git;
import dev.kilter.model.settings.Settings.LogFormat;
import dev.kilter.model.settings.Settings.LogLevel;
import dev.kilter.model.settings.Settings.Reconciliation;
import dev.kilter.model.settings.Settings.Sources;
import dev.kilter.model.settings.Settings.Sync;
import dev.kilter.model.settings.Settings.Sync.ApplyDefault;
import dev.kilter.model.settings.Settings.Sync.BlastRadius;
import dev.kilter.model.settings.Settings.Sync.SelfHealBackoff;
import dev.kilter.model.settings.Settings.Telemetry;
import dev.kilter.model.settings.Settings.Tracking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the entries of the ConfigMaps and Secrets to settings. The one place that knows the keys.
 */
public final class SettingsReader {
  static final String CONFIG = "argocd-cm";
  static final String PARAMETERS = "argocd-cmd-params-cm";

  private static final String WEBHOOK = "webhook.";
  private static final String MAX_PAYLOAD = "webhook.maxPayloadSizeMB";

  private SettingsReader() {}

  /** What holds where nothing is configured: Argo CD's defaults, and the design's. */
  public static Settings defaults() {
    return read(Map.of(), Map.of(), Map.of());
  }

  /** Reads argocd-cm, argocd-cmd-params-cm, and the Secrets that values may refer to, by name. */
  public static Settings read(
      Map<String, String> config,
      Map<String, String> parameters,
      Map<String, Map<String, String>> secrets) {
    SecretReferences references = new SecretReferences(secrets);
    List<String> problems = new ArrayList<>();
    Entries cm = new Entries(CONFIG, config, references, problems);
    Entries params = new Entries(PARAMETERS, parameters, references, problems);
    return new Settings(
        tracking(cm),
        reconciliation(cm, params),
        sync(cm, params),
        ResourceRules.filter(cm),
        ResourceRules.comparison(cm),
        sources(cm, params),
        telemetry(params),
        cm.flag("cluster.inClusterEnabled", true),
        commaSeparated(params.text("application.namespaces").orElse("")),
        webhookSecrets(references),
        cm.number(MAX_PAYLOAD, 50) << 20,
        problems);
  }

  private static Tracking tracking(Entries cm) {
    return new Tracking(
        cm.choice(
            "application.resourceTrackingMethod",
            Map.of(
                "annotation", Tracking.Method.ANNOTATION,
                "label", Tracking.Method.LABEL,
                "annotation+label", Tracking.Method.ANNOTATION_AND_LABEL),
            Tracking.Method.ANNOTATION),
        cm.text("application.instanceLabelKey").orElse(Tracking.DEFAULT_LABEL),
        cm.text("installationID"));
  }

  private static Reconciliation reconciliation(Entries cm, Entries params) {
    return new Reconciliation(
        cm.duration("timeout.reconciliation", Duration.ofMinutes(2)),
        cm.duration("timeout.reconciliation.jitter", Duration.ofMinutes(1)),
        cm.duration("timeout.hard.reconciliation", Duration.ZERO),
        params.seconds("controller.repo.error.grace.period.seconds", Duration.ofMinutes(3)));
  }

  private static Sync sync(Entries cm, Entries params) {
    return new Sync(
        cm.choice(
            "kilter.apply.default",
            Map.of("server", ApplyDefault.SERVER_SIDE, "client", ApplyDefault.CLIENT_SIDE),
            ApplyDefault.SERVER_SIDE),
        params.seconds("controller.sync.wave.delay.seconds", Duration.ofSeconds(2)),
        params.seconds("controller.sync.timeout.seconds", Duration.ZERO),
        selfHealBackoff(params),
        cm.choice(
            "kilter.prune.guard",
            Map.of("kilter", BlastRadius.KILTER, "argo", BlastRadius.ARGO),
            BlastRadius.KILTER));
  }

  /** Without a back-off each attempt waits the same time (controller.self.heal.timeout.seconds). */
  private static SelfHealBackoff selfHealBackoff(Entries params) {
    Duration initial =
        params.seconds("controller.self.heal.backoff.timeout.seconds", Duration.ofSeconds(2));
    Duration fixed = params.seconds("controller.self.heal.timeout.seconds", Duration.ZERO);
    if (initial.isZero()) {
      return new SelfHealBackoff(fixed, 1, fixed);
    }
    return new SelfHealBackoff(
        initial,
        (int) params.number("controller.self.heal.backoff.factor", 3),
        params.seconds("controller.self.heal.backoff.cap.seconds", Duration.ofMinutes(5)));
  }

  private static Sources sources(Entries cm, Entries params) {
    return new Sources(
        cm.flag("kilter.sources.file", false),
        cm.flag("helm.enable", true),
        cm.flag("kustomize.enable", true),
        cm.flag("jsonnet.enable", true),
        params
            .parsed(
                "reposerver.max.combined.directory.manifests.size",
                "an amount of bytes such as 10M",
                ByteQuantity::parse)
            .orElse(10_000_000L),
        params.duration("reposerver.git.request.timeout", Duration.ofSeconds(15)),
        ToolSettings.of(cm, params),
        new Git(
            params.flag("reposerver.enable.git.submodule", true),
            cm.choice(
                "kilter.git.client",
                Map.of("jgit", Git.Client.JGIT, "native", Git.Client.NATIVE),
                Git.Client.JGIT)));
  }

  private static Telemetry telemetry(Entries params) {
    return new Telemetry(
        params.word(
            "controller.log.level",
            Map.of(
                "trace", LogLevel.TRACE,
                "debug", LogLevel.DEBUG,
                "info", LogLevel.INFO,
                "warn", LogLevel.WARN,
                "warning", LogLevel.WARN,
                "error", LogLevel.ERROR,
                "fatal", LogLevel.ERROR)),
        params.word(
            "controller.log.format", Map.of("text", LogFormat.TEXT, "json", LogFormat.JSON)),
        commaSeparated(params.text("controller.metrics.application.labels").orElse("")),
        commaSeparated(params.text("controller.metrics.application.conditions").orElse("")));
  }

  private static List<String> commaSeparated(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** By their keys in argocd-secret, {@code webhook.github.secret} and so on. */
  private static Map<String, String> webhookSecrets(SecretReferences references) {
    Map<String, String> secrets = new LinkedHashMap<>();
    references
        .main()
        .forEach((key, value) -> {
          if (key.startsWith(WEBHOOK)) {
            references.resolve(value).ifPresent(secret -> secrets.put(key, secret));
          }
        });
    return secrets;
  }
}
