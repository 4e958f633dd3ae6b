package dev.kilter.model.application;

import dev.kilter.model.manifest.Manifest;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where manifests come from. Absent strings are empty. {@code raw} is the source as written, the
 * form in which it is recorded in {@code comparedTo} and history; two sources are the same exactly
 * if their raw trees are.
 */
public record Source(
    String repoUrl, String path, String targetRevision, String chart, String ref, Manifest raw) {

  /** The one place that knows the field names. */
  public static Source of(Manifest raw) {
    return new Source(
        raw.text("repoURL").orElse(""),
        raw.text("path").orElse(""),
        raw.text("targetRevision").orElse(""),
        raw.text("chart").orElse(""),
        raw.text("ref").orElse(""),
        raw);
  }

  /** Limits tag matching of semver constraints to tags with this prefix. */
  public String tagPrefix() {
    return raw.text("tagPrefix").orElse("");
  }

  public boolean isHelmChart() {
    return !chart.isEmpty();
  }

  /** Whether the credentials of a chart repository may go to other hosts that it names. */
  public boolean passesCredentials() {
    return raw.at("helm", "passCredentials").filter(Boolean.TRUE::equals).isPresent();
  }

  /** Whether other sources may name its files as {@code $ref/path}; a chart has none to name. */
  public boolean isReference() {
    return !ref.isEmpty() && chart.isEmpty();
  }

  /**
   * Names of the sources whose files this one asks for, as {@code $name/path}: the value files and
   * file parameters of Helm, the only places where Argo CD knows them.
   */
  public Set<String> references() {
    if (!raw.root().containsKey("helm")) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>();
    raw.list("helm", "valueFiles").forEach(file -> addReference(String.valueOf(file), names));
    raw.items("helm", "fileParameters")
        .forEach(parameter -> parameter.text("path").ifPresent(file -> addReference(file, names)));
    return names;
  }

  private static void addReference(String file, Set<String> names) {
    int slash = file.indexOf('/');
    if (file.startsWith("$") && slash > 1) {
      names.add(file.substring(1, slash));
    }
  }

  /** {@code HEAD} where the user named no revision, as Argo CD reads it. */
  public String revisionOrHead() {
    return targetRevision.isEmpty() ? "HEAD" : targetRevision;
  }
}
