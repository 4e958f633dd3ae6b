package dev.kilter.control.view;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.util.List;
import java.util.Map;

/** Desired and live side by side with the verdict: everything a decision stands on. */
public record Evaluated(
    DesiredState desired, Comparison comparison, LiveState live, ApiResources apiResources) {

  /** No evidence about anything. */
  public static final Evaluated NOTHING =
      new Evaluated(
          new DesiredState(List.of(), Digest.NONE, List.of(), Map.of()),
          new Comparison(SyncStatus.Unknown, Map.of(), false),
          new LiveState(Map.of(), false, 0),
          ApiResources.NONE);

  public KindSchema schema(GroupVersionKind kind) {
    return comparison.schemas().getOrDefault(kind, KindSchema.UNKNOWN);
  }
}
