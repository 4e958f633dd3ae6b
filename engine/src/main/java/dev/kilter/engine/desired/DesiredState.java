package dev.kilter.engine.desired;

import dev.kilter.model.application.Condition;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.Map;

/**
 * What the cluster should have for one application: complete manifests with namespace and tracking
 * mark, in the order of the sources, hooks among them. {@code digest} stands for all of it; {@code
 * warnings} are what the user should know (repeated, excluded, unknown kinds), without times.
 *
 * <p>{@code origins} tells where each object stands in Git, as {@code file:line}.
 */
public record DesiredState(
    List<Manifest> manifests,
    Digest digest,
    List<Warning> warnings,
    Map<ResourceKey, String> origins) {
  public DesiredState {
    manifests = List.copyOf(manifests);
    warnings = List.copyOf(warnings);
    origins = Map.copyOf(origins);
  }

  public record Warning(Condition.Type type, String message) {}
}
