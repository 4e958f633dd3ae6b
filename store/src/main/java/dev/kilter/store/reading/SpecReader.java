package dev.kilter.store.reading;

import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.application.Destination;
import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.application.Source;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.tree.Fields;
import dev.kilter.store.tree.TreeBuilder;
import java.util.List;

/** Reads {@code spec}, and the parts of it that status repeats. */
final class SpecReader {
  /** The project of an Application that names none, as Argo CD has it. */
  private static final String DEFAULT_PROJECT = "default";

  private SpecReader() {}

  static ApplicationSpec read(Fields root) {
    if (!root.has("spec")) {
      root.complain("spec", "is missing");
    }
    Fields spec = root.object("spec");
    boolean hydrated = spec.has("sourceHydrator");
    List<Source> several = hydrated ? List.of() : sources(spec);
    String project = spec.text("project");
    return new ApplicationSpec(
        project.isEmpty() ? DEFAULT_PROJECT : project,
        several.isEmpty() ? single(spec, hydrated) : several,
        !several.isEmpty(),
        destination(spec.object("destination")),
        PolicyReader.read(spec.object("syncPolicy")),
        ignoreDifferences(spec),
        historyLimit(spec),
        List.of());
  }

  /** {@code sources}, or nothing where the field is absent or empty. */
  static List<Source> sources(Fields parent) {
    return parent.objects("sources").stream().map(SpecReader::source).toList();
  }

  /**
   * {@code source}, or nothing where it is absent or empty. Argo CD writes {@code source: {repoURL:
   * ""}} beside {@code sources}, which says nothing.
   */
  static List<Source> source(Fields parent, String name) {
    return parent.optionalObject(name).map(SpecReader::source).stream()
        .filter(source -> !(source.repoUrl().isEmpty() && source.raw().root().size() <= 1))
        .toList();
  }

  /** Reading it through the fields complains about what {@link Source#of} would pass over. */
  private static Source source(Fields source) {
    for (String name :
        List.of("repoURL", "path", "targetRevision", "chart", "ref", "name", "tagPrefix")) {
      source.optionalText(name);
    }
    for (String name : List.of("directory", "helm", "kustomize", "plugin")) {
      source.optionalObject(name);
    }
    return Source.of(source.manifest());
  }

  private static List<Source> single(Fields spec, boolean hydrated) {
    return hydrated ? List.of(hydratedSource(spec)) : source(spec, "source");
  }

  /** A hydrated Application deploys what the hydrator pushed (Argo CD, GetSyncSource). */
  private static Source hydratedSource(Fields spec) {
    Fields hydrator = spec.object("sourceHydrator");
    Fields pushed = hydrator.object("syncSource");
    String repoUrl = pushed.text("repoURL");
    return Source.of(
        Manifest.of(
            new TreeBuilder()
                .put(
                    "repoURL",
                    repoUrl.isEmpty() ? hydrator.object("drySource").text("repoURL") : repoUrl)
                .put("path", pushed.text("path"))
                .put("targetRevision", pushed.text("targetBranch"))
                .build()));
  }

  static Destination destination(Fields destination) {
    return new Destination(
        destination.text("server"), destination.text("name"), destination.text("namespace"));
  }

  static List<IgnoreDifference> ignoreDifferences(Fields parent) {
    return parent.objects("ignoreDifferences").stream()
        .map(rule ->
            new IgnoreDifference(
                rule.text("group"),
                rule.text("kind"),
                rule.text("name"),
                rule.text("namespace"),
                rule.texts("jsonPointers"),
                rule.texts("jqPathExpressions"),
                rule.texts("managedFieldsManagers")))
        .toList();
  }

  private static int historyLimit(Fields spec) {
    return spec.integer("revisionHistoryLimit")
        .map(limit -> Math.clamp(limit, 0, Integer.MAX_VALUE))
        .orElse(ApplicationSpec.DEFAULT_HISTORY_LIMIT);
  }
}
