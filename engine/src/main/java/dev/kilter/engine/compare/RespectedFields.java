package dev.kilter.engine.compare;

import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Tracking;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent for an object under {@code RespectIgnoreDifferences=true}: Git's manifest with live
 * values wherever differences are ignored, and nothing where live has none (Argo CD,
 * controller/sync.go normalizeTargetResources). What an object is called, its mark and its status
 * are never taken from live.
 */
public final class RespectedFields {
  private final Tracking tracking;
  private final IgnoreRules rules;
  private final Normalizer normalizer;

  public RespectedFields(Settings settings, List<IgnoreDifference> ignoreDifferences) {
    Settings.Comparison comparison = settings.comparison();
    this.tracking = settings.tracking();
    this.rules = IgnoreRules.of(comparison, ignoreDifferences);
    this.normalizer = new Normalizer(comparison.ignoreStatus(), comparison.ignoreAggregatedRoles());
  }

  public Manifest in(Manifest desired, Manifest live, KindSchema schema) {
    Manifest wanted = normalizer.ignoresStatus(desired) ? desired.without("status") : desired;
    IgnoreRules.Ignored ignored = rules.in(desired.key());
    if (ignored.paths().isEmpty() && ignored.managers().isEmpty()) {
      return wanted;
    }
    Map<String, @Nullable Object> there = bare(live);
    Object kept =
        new LiveValues(ignored.managers())
            .taken(
                new LiveValues.Sides(
                    wanted.root(),
                    there,
                    Pruning.of(ignored.paths(), wanted.root()),
                    Pruning.of(ignored.paths(), there)),
                Place.root(schema, Owners.of(live)));
    return named(Manifest.of(Trees.mapOrEmpty(kept)), desired);
  }

  private static Map<String, @Nullable Object> bare(Manifest live) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>(live.root());
    root.remove("status");
    root.put("metadata", Normalizer.metadata(live));
    return Collections.unmodifiableMap(root);
  }

  private Manifest named(Manifest kept, Manifest desired) {
    Manifest named = restored(kept, desired, "apiVersion");
    named = restored(named, desired, "kind");
    named = restored(named, desired, "metadata", "name");
    named = restored(named, desired, "metadata", "namespace");
    named = restored(named, desired, "metadata", "annotations", TrackingId.ANNOTATION);
    named = restored(named, desired, "metadata", "annotations", TrackingId.INSTALLATION_ANNOTATION);
    return tracking.method() == Tracking.Method.ANNOTATION
        ? named
        : restored(named, desired, "metadata", "labels", tracking.labelKey());
  }

  private static Manifest restored(Manifest kept, Manifest desired, String... path) {
    Object value = desired.at(path).orElse(null);
    return value == null || value.equals(kept.at(path).orElse(null))
        ? kept
        : kept.with(value, path);
  }
}
