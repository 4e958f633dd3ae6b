package dev.kilter.cluster.cache;

import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings.Tracking;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tracking marks by the method that the settings choose (behaviour page §2.10). */
record Marks(Tracking tracking) {

  /** The mark as found, whether or not it names the object itself. */
  Optional<TrackingId> found(Manifest object) {
    if (tracking.method() == Tracking.Method.LABEL) {
      return object
          .label(tracking.labelKey())
          .filter(value -> !value.isEmpty())
          .map(instance -> new TrackingId(instance, object.key()));
    }
    return object
        .annotation(TrackingId.ANNOTATION)
        .filter(text -> sameInstallation(object))
        .flatMap(TrackingId::parse);
  }

  /**
   * The mark if it names the object itself. A copy that a controller made onto a child does not
   * count. Cluster-scoped objects carry their destination's namespace, so that is not compared.
   */
  Optional<TrackingId> own(GroupVersionKind kind, Map<String, @Nullable Object> metadata) {
    if (!mayBeOwn(metadata)) {
      return Optional.empty();
    }
    Manifest object =
        Manifest.of(
            Map.of("apiVersion", kind.apiVersion(), "kind", kind.kind(), "metadata", metadata));
    return found(object).filter(id -> names(id.key(), object.key()));
  }

  private static boolean names(ResourceKey marked, ResourceKey key) {
    return marked.group().equals(key.group())
        && marked.kind().equals(key.kind())
        && marked.name().equals(key.name())
        && (key.namespace().isEmpty() || marked.namespace().equals(key.namespace()));
  }

  /** A quick look, good enough to know what a foreign object is. */
  boolean mayBeOwn(Map<String, @Nullable Object> metadata) {
    boolean byLabel = tracking.method() == Tracking.Method.LABEL;
    Object carrier = metadata.get(byLabel ? "labels" : "annotations");
    String name = byLabel ? tracking.labelKey() : TrackingId.ANNOTATION;
    return carrier instanceof Map<?, ?> map && map.containsKey(name);
  }

  private boolean sameInstallation(Manifest object) {
    return tracking.installationId().isEmpty()
        || object.annotation(TrackingId.INSTALLATION_ANNOTATION).equals(tracking.installationId());
  }
}
