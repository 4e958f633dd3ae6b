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

  /** Kept in one way or the other; neither is pruned. */
  public boolean asksToStay() {
    return keptFromPrune() || keptFromDelete();
  }

  /** The same under the options of its application, which hold where it says nothing itself. */
  public boolean keptFromDelete(SyncOptions application) {
    return keptFromDelete() || says("Delete", "false", application);
  }

  /** Deleted with its application only after a confirmation. */
  public boolean confirmsDelete(SyncOptions application) {
    return says("Delete", "confirm", application);
  }

  /** Pruned, or deleted with its application, only after a confirmation. */
  public boolean needsConfirmation(SyncOptions application) {
    return confirmsDelete(application) || says("Prune", "confirm", application);
  }

  private boolean says(String option, String value, SyncOptions application) {
    return sync.value(option).or(() -> application.value(option)).filter(value::equals).isPresent();
  }

  private static SyncOptions options(Manifest manifest, String annotation) {
    return manifest.annotation(annotation).map(SyncOptions::ofAnnotation).orElse(SyncOptions.NONE);
  }
}
