package dev.kilter.engine.resource;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.manifest.Manifest;
import java.util.Optional;

/** The wave of an object within its phase (gitops-engine, sync/syncwaves). */
public final class Waves {
  private Waves() {}

  /** {@code sync-wave} where it is a whole number, else {@code helm.sh/hook-weight}, else 0. */
  public static int of(Manifest manifest) {
    return number(manifest, Annotations.SYNC_WAVE)
        .or(() -> number(manifest, Annotations.HELM_HOOK_WEIGHT))
        .orElse(0);
  }

  private static Optional<Integer> number(Manifest manifest, String annotation) {
    return manifest.annotation(annotation).flatMap(Waves::parsed);
  }

  private static Optional<Integer> parsed(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
