package dev.kilter.model.application;

import dev.kilter.model.manifest.Manifest;

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

  /** {@code HEAD} where the user named no revision, as Argo CD reads it. */
  public String revisionOrHead() {
    return targetRevision.isEmpty() ? "HEAD" : targetRevision;
  }
}
