package dev.kilter.model.settings;

import dev.kilter.model.manifest.GroupKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that argocd-cm and argocd-cmd-params-cm set and this version obeys. One immutable
 * snapshot; a change of the ConfigMaps makes a new one. {@code problems} are entries that could not
 * be read, each in a sentence; the default stands in for them. A webhook's body may have up to
 * {@code maxWebhookBytes}.
 */
public record Settings(
    Tracking tracking,
    Reconciliation reconciliation,
    Sync sync,
    ResourceFilter resources,
    Comparison comparison,
    Sources sources,
    Telemetry telemetry,
    boolean inClusterEnabled,
    List<String> applicationNamespaces,
    Map<String, String> webhookSecrets,
    long maxWebhookBytes,
    List<String> problems) {

  public Settings {
    applicationNamespaces = List.copyOf(applicationNamespaces);
    webhookSecrets = Map.copyOf(webhookSecrets);
    problems = List.copyOf(problems);
  }

  /** How live objects are known to belong to an application. */
  public record Tracking(Method method, String labelKey, Optional<String> installationId) {
    public enum Method {
      ANNOTATION,
      LABEL,
      ANNOTATION_AND_LABEL
    }

    public static final String DEFAULT_LABEL = "app.kubernetes.io/instance";
  }

  /** A zero timeout switches the periodic refresh off. */
  public record Reconciliation(
      Duration timeout, Duration jitter, Duration hardTimeout, Duration repoErrorGrace) {}

  /** {@code applyDefault} is how objects are applied that say nothing themselves. */
  public record Sync(
      ApplyDefault applyDefault,
      Duration waveDelay,
      Duration timeout,
      SelfHealBackoff selfHealBackoff,
      BlastRadius blastRadius) {

    public enum ApplyDefault {
      SERVER_SIDE,
      CLIENT_SIDE
    }

    public record SelfHealBackoff(Duration initial, int factor, Duration cap) {}

    /** Design 2.13. {@code ARGO} never holds a deletion back, as Argo CD. */
    public enum BlastRadius {
      KILTER,
      ARGO
    }
  }

  /** Which kinds are watched and managed; an exclusion beats an inclusion. Globs. */
  public record ResourceFilter(List<Rule> exclusions, List<Rule> inclusions) {
    public ResourceFilter {
      exclusions = List.copyOf(exclusions);
      inclusions = List.copyOf(inclusions);
    }

    /** Empty lists match everything. */
    public record Rule(List<String> apiGroups, List<String> kinds, List<String> clusters) {
      public Rule {
        apiGroups = List.copyOf(apiGroups);
        kinds = List.copyOf(kinds);
        clusters = List.copyOf(clusters);
      }
    }
  }

  /** Ignored fields by kind; the kind {@code all} stands for every one. */
  public record Comparison(
      boolean ignoreAggregatedRoles,
      IgnoreStatus ignoreStatus,
      Map<GroupKind, IgnoredFields> ignoredFields) {
    public Comparison {
      ignoredFields = Map.copyOf(ignoredFields);
    }

    public enum IgnoreStatus {
      ALL,
      CRD,
      NONE
    }

    public record IgnoredFields(
        List<String> jsonPointers,
        List<String> jqPathExpressions,
        List<String> managedFieldsManagers) {
      public IgnoredFields {
        jsonPointers = List.copyOf(jsonPointers);
        jqPathExpressions = List.copyOf(jqPathExpressions);
        managedFieldsManagers = List.copyOf(managedFieldsManagers);
      }
    }
  }

  /** {@code fileUrls} lets repositories be folders of this machine (the demo; off by default). */
  public record Sources(
      boolean fileUrls,
      boolean helm,
      boolean kustomize,
      boolean jsonnet,
      long maxManifestBytes,
      Duration gitTimeout,
      Tools tools,
      Git git) {
    public Sources(
        boolean fileUrls,
        boolean helm,
        boolean kustomize,
        boolean jsonnet,
        long maxManifestBytes,
        Duration gitTimeout) {
      this(
          fileUrls,
          helm,
          kustomize,
          jsonnet,
          maxManifestBytes,
          gitTimeout,
          Tools.DEFAULTS,
          Git.DEFAULTS);
    }
  }

  /**
   * How Git is spoken to.
   *
   * @param submodules shows the files of submodules; without, each is an empty folder
   */
  public record Git(boolean submodules, Client client) {
    public static final Git DEFAULTS = new Git(true, Client.JGIT);

    /** Who fetches: Kilter itself, or the program {@code git}. */
    public enum Client {
      JGIT,
      NATIVE
    }
  }

  /**
   * The programs that render, and their bounds. An empty path means the one on PATH, else one that
   * Kilter brings.
   *
   * @param kustomizeBuildOptions flags of {@code kustomize build} for every application
   * @param kustomizeVersions other versions by the name that {@code kustomize.version} asks for
   * @param valuesFileSchemes schemes of URLs that {@code helm.valueFiles} may name
   * @param remoteHosts globs of the hosts from which a render may fetch bases and value files
   * @param timeout of one run of a program
   * @param parallelism how many renders run at once; 0 for as many as there are cores
   * @param plugins where config management plugins are found
   */
  public record Tools(
      String helmPath,
      String kustomizePath,
      String kustomizeBuildOptions,
      Map<String, KustomizeVersion> kustomizeVersions,
      List<String> valuesFileSchemes,
      List<String> remoteHosts,
      Duration timeout,
      int parallelism,
      Plugins plugins) {
    public static final Tools DEFAULTS =
        new Tools(
            "",
            "",
            "",
            Map.of(),
            List.of("https", "http"),
            List.of("*"),
            Duration.ofSeconds(90),
            0);

    public Tools(
        String helmPath,
        String kustomizePath,
        String kustomizeBuildOptions,
        Map<String, KustomizeVersion> kustomizeVersions,
        List<String> valuesFileSchemes,
        List<String> remoteHosts,
        Duration timeout,
        int parallelism) {
      this(
          helmPath,
          kustomizePath,
          kustomizeBuildOptions,
          kustomizeVersions,
          valuesFileSchemes,
          remoteHosts,
          timeout,
          parallelism,
          Plugins.DEFAULTS);
    }

    public Tools {
      kustomizeVersions = Map.copyOf(kustomizeVersions);
      valuesFileSchemes = List.copyOf(valuesFileSchemes);
      remoteHosts = List.copyOf(remoteHosts);
    }

    /** A version of Kustomize with the flags it is run with in place of the general ones. */
    public record KustomizeVersion(String path, String buildOptions) {}

    /**
     * Where config management plugins are found, and what they are given.
     *
     * @param sockets the folder in which sidecars open theirs
     * @param folder of ConfigManagementPlugin files that are run here as programs; empty for none
     * @param exclusions globs of paths of a source that sidecars are not sent
     */
    public record Plugins(String sockets, String folder, List<String> exclusions) {
      public static final Plugins DEFAULTS =
          new Plugins("/home/argocd/cmp-server/plugins", "", List.of());

      public Plugins {
        exclusions = List.copyOf(exclusions);
      }
    }
  }

  /**
   * What a controller logs, and what it adds to its metrics. Without a level or format, what the
   * process was started with holds.
   *
   * @param applicationLabels labels of Applications to tell as {@code argocd_app_labels}
   * @param applicationConditions types of conditions to tell as {@code argocd_app_condition}
   */
  public record Telemetry(
      Optional<LogLevel> logLevel,
      Optional<LogFormat> logFormat,
      List<String> applicationLabels,
      List<String> applicationConditions) {
    public static final Telemetry NONE =
        new Telemetry(Optional.empty(), Optional.empty(), List.of(), List.of());

    public Telemetry {
      applicationLabels = List.copyOf(applicationLabels);
      applicationConditions = List.copyOf(applicationConditions);
    }
  }

  /** As Argo CD names them. */
  public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** How a line of the log is written. */
  public enum LogFormat {
    TEXT,
    JSON
  }
}
