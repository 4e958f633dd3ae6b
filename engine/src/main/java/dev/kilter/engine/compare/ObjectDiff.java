package dev.kilter.engine.compare;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Normalises both sides of an object and walks over them. */
final class ObjectDiff {
  private final IgnoreRules ignoreRules;
  private final Normalizer normalizer;
  private final Tracker tracker;

  ObjectDiff(ComparisonRules rules) {
    Settings.Comparison settings = rules.settings();
    this.ignoreRules = IgnoreRules.of(settings, rules.ignoreDifferences());
    this.normalizer = new Normalizer(settings.ignoreStatus(), settings.ignoreAggregatedRoles());
    this.tracker = new Tracker(rules.tracking(), rules.instanceName());
  }

  /** {@code live} is normalised; {@code predicted} is what it would be after an apply. */
  record Outcome(
      Manifest live, Manifest predicted, List<FieldDifference> differences, Owners owners) {}

  Outcome of(Manifest desired, Manifest live, KindSchema schema) {
    ResourceKey key = desired.key();
    IgnoreRules.Ignored ignored = ignoreRules.in(key);
    Manifest wanted = normalizer.normalized(desired, ignored);
    Manifest found = normalizer.normalized(tracker.marked(live, desired), ignored);
    Owners owners = Owners.of(live);
    FieldWalk walk = new FieldWalk(owners, ignored.managers());
    Object merged = walk.merge(comparable(wanted), comparable(found), Place.root(schema, owners));
    return new Outcome(
        found,
        Manifest.of(identified(found, merged)),
        SecretMask.differences(key, walk.differences()),
        owners);
  }

  Manifest normalized(Manifest manifest) {
    return normalizer.normalized(manifest, ignoreRules.in(manifest.key()));
  }

  /** One object may be served at two versions: what it is called says nothing about what it is. */
  private static Map<String, @Nullable Object> comparable(Manifest manifest) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>(manifest.root());
    root.remove("apiVersion");
    root.remove("kind");
    return root;
  }

  private static Map<String, @Nullable Object> identified(Manifest live, @Nullable Object merged) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("apiVersion", live.apiVersion());
    root.put("kind", live.kind());
    root.putAll(Trees.mapOrEmpty(merged));
    return java.util.Collections.unmodifiableMap(root);
  }
}
