package dev.kilter.model.application;

import dev.kilter.model.manifest.ResourceKey;
import java.util.Optional;

/**
 * The mark {@code <app>:<group>/<kind>:<namespace>/<name>} by which a live object is known to
 * belong to an application (Argo CD, resource_tracking.go). Cluster-scoped objects carry the
 * destination's namespace in it.
 */
public record TrackingId(String instance, ResourceKey key) {
  public static final String ANNOTATION = "argocd.argoproj.io/tracking-id";
  public static final String INSTALLATION_ANNOTATION = "argocd.argoproj.io/installation-id";

  /** Empty where the text is not in the exact format. */
  public static Optional<TrackingId> parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length != 3) {
      return Optional.empty();
    }
    int groupEnd = parts[1].lastIndexOf('/');
    int namespaceEnd = parts[2].indexOf('/');
    if (groupEnd < 0 || namespaceEnd < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new TrackingId(
            parts[0],
            new ResourceKey(
                parts[1].substring(0, groupEnd),
                parts[1].substring(groupEnd + 1),
                parts[2].substring(0, namespaceEnd),
                parts[2].substring(namespaceEnd + 1))));
  }

  @Override
  public String toString() {
    return instance
        + ":"
        + key.group()
        + "/"
        + key.kind()
        + ":"
        + key.namespace()
        + "/"
        + key.name();
  }
}
