package dev.kilter.engine.desired;

import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.settings.Settings.Tracking;

/** Writes the mark by which an object is known to belong to its application. */
public record TrackingMark(Tracking settings, String instance) {
  private static final int LONGEST_LABEL = 63;

  /** CRDs are never marked: one that goes from Git must not be pruned with all its objects. */
  public Manifest on(Manifest manifest, String destinationNamespace) {
    if (Scopes.isCrd(manifest)) {
      return manifest;
    }
    Manifest marked =
        switch (settings.method()) {
          case ANNOTATION -> annotated(manifest, destinationNamespace);
          case LABEL -> labelled(manifest, instance);
          case ANNOTATION_AND_LABEL ->
              labelled(annotated(manifest, destinationNamespace), cut(instance));
        };
    return settings
        .installationId()
        .map(id -> marked.with(id, "metadata", "annotations", TrackingId.INSTALLATION_ANNOTATION))
        .orElse(marked);
  }

  private Manifest annotated(Manifest manifest, String destinationNamespace) {
    boolean clusterScoped = manifest.namespace().isEmpty();
    TrackingId id =
        new TrackingId(
            instance,
            clusterScoped ? manifest.key().inNamespace(destinationNamespace) : manifest.key());
    return manifest.with(id.toString(), "metadata", "annotations", TrackingId.ANNOTATION);
  }

  private Manifest labelled(Manifest manifest, String value) {
    return manifest.with(value, "metadata", "labels", settings.labelKey());
  }

  /** A label's value may end in neither a dash, a dot nor an underscore. */
  private static String cut(String value) {
    String cut = value.length() > LONGEST_LABEL ? value.substring(0, LONGEST_LABEL) : value;
    int end = cut.length();
    while (end > 0 && "-._".indexOf(cut.charAt(end - 1)) >= 0) {
      end--;
    }
    return cut.substring(0, end);
  }
}
