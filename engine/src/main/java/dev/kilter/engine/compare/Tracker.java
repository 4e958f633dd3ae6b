package dev.kilter.engine.compare;

import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings.Tracking;
import java.util.Optional;

/**
 * Whose a live object is, by its mark (Argo CD, util/argo/resource_tracking.go and
 * isSelfReferencedObj).
 */
record Tracker(Tracking settings, String instance) {
  /** The application that the mark names; empty where there is none that counts. */
  Optional<String> owner(LiveResource live) {
    return sameInstallation(live) ? live.tracking().map(TrackingId::instance) : Optional.empty();
  }

  boolean ours(LiveResource live) {
    return owner(live).filter(instance::equals).isPresent();
  }

  /**
   * Whether the mark is ours and was made for this very object, not copied along by a controller. A
   * label says nothing about that, so it is believed.
   */
  boolean oursAndItself(LiveResource live) {
    if (!ours(live)) {
      return false;
    }
    return settings.method() == Tracking.Method.LABEL
        || live.tracking().filter(mark -> names(mark.key(), live.key())).isPresent();
  }

  /** Cluster-scoped objects carry the destination's namespace in their mark. */
  private static boolean names(ResourceKey mark, ResourceKey object) {
    return mark.group().equals(object.group())
        && mark.kind().equals(object.kind())
        && mark.name().equals(object.name())
        && (object.namespace().isEmpty() || mark.namespace().equals(object.namespace()));
  }

  private boolean sameInstallation(LiveResource live) {
    Optional<String> wanted = settings.installationId();
    if (wanted.isEmpty() || live.manifest().isEmpty()) {
      return true;
    }
    return live.manifest()
        .flatMap(manifest -> manifest.annotation(TrackingId.INSTALLATION_ANNOTATION))
        .equals(wanted);
  }

  /**
   * Live as compared: an object that still carries the label of older installations counts as
   * marked, until its next apply writes the annotation.
   */
  Manifest marked(Manifest live, Manifest desired) {
    Optional<String> mark = desired.annotation(TrackingId.ANNOTATION);
    boolean labelled = live.label(settings.labelKey()).filter(instance::equals).isPresent();
    return mark.isPresent() && labelled && live.annotation(TrackingId.ANNOTATION).isEmpty()
        ? live.with(mark.get(), "metadata", "annotations", TrackingId.ANNOTATION)
        : live;
  }
}
