package dev.kilter.engine.compare;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.settings.Settings.Comparison.IgnoreStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a manifest what is never compared: what the server writes, what rules ignore, and
 * spellings of one kind for the same thing (Argo CD, gitops-engine/pkg/diff).
 */
final class Normalizer {
  private static final GroupKind CRD =
      new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

  private static final Set<String> SERVER_FIELDS =
      Set.of(
          "resourceVersion",
          "uid",
          "generation",
          "selfLink",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields");

  private final IgnoreStatus ignoreStatus;
  private final boolean ignoreAggregatedRoles;

  Normalizer(IgnoreStatus ignoreStatus, boolean ignoreAggregatedRoles) {
    this.ignoreStatus = ignoreStatus;
    this.ignoreAggregatedRoles = ignoreAggregatedRoles;
  }

  Manifest normalized(Manifest manifest, IgnoreRules.Ignored ignored) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>(manifest.root());
    root.put("metadata", metadata(manifest));
    if (ignoresStatus(manifest)) {
      root.remove("status");
    }
    KnownKinds.normalize(manifest.gvk().groupKind(), root, ignoreAggregatedRoles);
    return without(Manifest.of(Collections.unmodifiableMap(root)), ignored);
  }

  /** Metadata as a user would write it, without what the server and a client-side apply add. */
  static Map<String, @Nullable Object> metadata(Manifest manifest) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(manifest.map("metadata"));
    metadata.keySet().removeAll(SERVER_FIELDS);
    metadata.computeIfPresent("annotations", (key, value) -> annotations(value));
    return Collections.unmodifiableMap(metadata);
  }

  private static Object annotations(Object annotations) {
    if (!Trees.mapOrEmpty(annotations).containsKey(Annotations.LAST_APPLIED)) {
      return annotations;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(Trees.map(annotations));
    copy.remove(Annotations.LAST_APPLIED);
    return Collections.unmodifiableMap(copy);
  }

  boolean ignoresStatus(Manifest manifest) {
    return switch (ignoreStatus) {
      case ALL -> true;
      case CRD -> manifest.gvk().groupKind().equals(CRD);
      case NONE -> false;
    };
  }

  private static Manifest without(Manifest manifest, IgnoreRules.Ignored ignored) {
    if (ignored.paths().isEmpty()) {
      return manifest;
    }
    Pruning pruning = Pruning.of(ignored.paths(), manifest.root());
    return pruning.nothing()
        ? manifest
        : Manifest.of(Trees.mapOrEmpty(pruning.cut(manifest.root())));
  }
}
