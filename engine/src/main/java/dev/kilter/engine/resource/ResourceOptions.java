package dev.kilter.engine.resource;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.manifest.Manifest;

/**
 * What one object asks for by {@code sync-options}, {@code compare-options} and Helm's resource
 * policy. Values are compared literally, as Argo CD does.
 */
public record ResourceOptions(SyncOptions sync, SyncOptions compare, boolean helmKeep) {
  public static final String IGNORE_EXTRANEOUS = "IgnoreExtraneous";

  public static ResourceOptions of(Manifest manifest) {
    return new ResourceOptions(
        options(manifest, Annotations.SYNC_OPTIONS),
        options(manifest, Annotations.COMPARE_OPTIONS),
        manifest.annotation(Annotations.HELM_RESOURCE_POLICY).filter("keep"::equals).isPresent());
  }

  /** Live-only objects that ask for it do not make their application OutOfSync. */
  public boolean ignoresExtraneous() {
    return compare.has(IGNORE_EXTRANEOUS);
  }

  /** Never pruned: {@code Prune=false}, or kept by Helm's policy. */
  public boolean keptFromPrune() {
    return sync.has("Prune=false") || helmKeep;
  }

  /** Kept when the application is deleted: {@code Delete=false}, or kept by Helm's policy. */
  public boolean keptFromDelete() {
    return sync.has("Delete=false") || helmKeep;
  }

  /** Pruned only with a confirmation, or deleted with the application only with one. */
  public boolean needsConfirmation() {
    return sync.has("Prune=confirm") || sync.has("Delete=confirm");
  }

  private static SyncOptions options(Manifest manifest, String annotation) {
    return manifest.annotation(annotation).map(SyncOptions::ofAnnotation).orElse(SyncOptions.NONE);
  }
}
