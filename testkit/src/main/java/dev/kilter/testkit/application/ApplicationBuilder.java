package dev.kilter.testkit.application;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Destination;
import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.application.RetryPolicy;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.SyncPolicy.ManagedNamespaceMetadata;
import dev.kilter.model.manifest.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An Application step by step: one source on main, deployed into the own cluster, by hand. */
public final class ApplicationBuilder {
  private final ApplicationId id;
  private final Map<String, String> annotations = new LinkedHashMap<>();
  private final List<String> finalizers = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<Source> more = new ArrayList<>();
  private final List<IgnoreDifference> ignored = new ArrayList<>();
  private final List<Object> managedFields = new ArrayList<>();
  private String project = "default";
  private String repoUrl = "https://git.example/shop";
  private String path = "";
  private List<String> valueFiles = List.of();
  private String revision = "main";
  private Destination destination = new Destination(Destination.IN_CLUSTER_SERVER, "", "shop");
  private Optional<SyncPolicy.Automated> automated = Optional.empty();
  private Optional<RetryPolicy> retry = Optional.empty();
  private Optional<ManagedNamespaceMetadata> managedNamespace = Optional.empty();
  private int historyLimit = ApplicationSpec.DEFAULT_HISTORY_LIMIT;

  private ApplicationBuilder(ApplicationId id) {
    this.id = id;
    path = id.name();
  }

  /** In the namespace {@code argocd}, from the folder of its name. */
  public static ApplicationBuilder application(String name) {
    return new ApplicationBuilder(new ApplicationId("argocd", name));
  }

  public ApplicationBuilder project(String name) {
    project = name;
    return this;
  }

  public ApplicationBuilder repo(String url) {
    repoUrl = url;
    return this;
  }

  public ApplicationBuilder path(String folder) {
    path = folder;
    return this;
  }

  /** Makes it one of several sources: a folder on main of this repository comes after the own. */
  public ApplicationBuilder alsoFrom(String url, String folder) {
    more.add(Source.of(source(url, folder, "main")));
    return this;
  }

  /**
   * Makes it one of several sources: others may name files of this repository, on main, as {@code
   * $ref/path}. Where the folder is not empty it brings manifests, too.
   */
  public ApplicationBuilder alsoReferring(String url, String ref, String folder) {
    Manifest source = source(url, folder, "main").with(ref, "ref");
    more.add(Source.of(folder.isEmpty() ? source.without("path") : source));
    return this;
  }

  /** Value files of the own source. */
  public ApplicationBuilder values(String... files) {
    valueFiles = List.of(files);
    return this;
  }

  public ApplicationBuilder revision(String target) {
    revision = target;
    return this;
  }

  public ApplicationBuilder destination(String server, String name, String namespace) {
    destination = new Destination(server, name, namespace);
    return this;
  }

  public ApplicationBuilder automated(boolean prune, boolean selfHeal) {
    automated = Optional.of(new SyncPolicy.Automated(prune, selfHeal, false, true));
    return this;
  }

  public ApplicationBuilder retry(RetryPolicy policy) {
    retry = Optional.of(policy);
    return this;
  }

  public ApplicationBuilder option(String option) {
    options.add(option);
    return this;
  }

  /** Leaves what a jq path names in objects of a kind of the core group out of comparisons. */
  public ApplicationBuilder ignoring(String kind, String jqPath) {
    ignored.add(new IgnoreDifference("", kind, "", "", List.of(), List.of(jqPath), List.of()));
    return this;
  }

  /** CreateNamespace=true, with one label. */
  public ApplicationBuilder managedNamespace(String label, String value) {
    managedNamespace = Optional.of(new ManagedNamespaceMetadata(Map.of(label, value), Map.of()));
    return option("CreateNamespace=true");
  }

  public ApplicationBuilder historyLimit(int limit) {
    historyLimit = limit;
    return this;
  }

  public ApplicationBuilder annotation(String name, String value) {
    annotations.put(name, value);
    return this;
  }

  public ApplicationBuilder cascade() {
    finalizers.add(Annotations.FINALIZER);
    return this;
  }

  public ApplicationBuilder finalizer(String finalizer) {
    finalizers.add(finalizer);
    return this;
  }

  /** As the API server keeps it down where this manager wrote {@code status.reconciledAt}. */
  public ApplicationBuilder reconciledBy(String manager, Instant at) {
    managedFields.add(
        Map.of(
            "manager",
            manager,
            "operation",
            "Update",
            "time",
            at.toString(),
            "fieldsV1",
            Map.of("f:status", Map.of("f:reconciledAt", Map.of()))));
    return this;
  }

  public Application build() {
    Manifest own = source(repoUrl, path, revision);
    List<Source> sources = new ArrayList<>();
    sources.add(Source.of(valueFiles.isEmpty() ? own : own.with(valueFiles, "helm", "valueFiles")));
    sources.addAll(more);
    ApplicationSpec spec =
        new ApplicationSpec(
            project,
            sources,
            !more.isEmpty(),
            destination,
            new SyncPolicy(automated, new SyncOptions(options), retry, managedNamespace),
            ignored,
            historyLimit,
            List.of());
    return new Application(
        id,
        "",
        "",
        Map.of(),
        annotations,
        finalizers,
        Optional.empty(),
        spec,
        Optional.empty(),
        ApplicationStatus.NONE,
        Manifest.of(
            Map.of(
                "apiVersion",
                "argoproj.io/v1alpha1",
                "kind",
                "Application",
                "metadata",
                Map.of(
                    "name",
                    id.name(),
                    "namespace",
                    id.namespace(),
                    "managedFields",
                    List.copyOf(managedFields)))));
  }

  private static Manifest source(String url, String folder, String revision) {
    return Manifest.of(Map.of("repoURL", url, "path", folder, "targetRevision", revision));
  }
}
