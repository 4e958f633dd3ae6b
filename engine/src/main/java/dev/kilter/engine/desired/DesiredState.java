package dev.kilter.engine.desired;

import dev.kilter.model.application.Condition;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the cluster should have for one application: complete manifests with namespace and tracking
 * mark, in the order of the sources, hooks among them. {@code digest} stands for all of it; {@code
 * warnings} are what the user should know (repeated, excluded), without times.
 *
 * <p>{@code origins} tells where each object stands in Git, as {@code file:line}. {@code
 * unknownKinds} are objects whose kind the server does not serve, with their apiVersion: they stay
 * desired and are namespaced until proved otherwise. {@code problems} are manifests that cannot be
 * objects at all, each in a sentence with its origin; they are left out, so that such a state must
 * never reach prune.
 */
public record DesiredState(
    List<Manifest> manifests,
    Digest digest,
    List<Warning> warnings,
    Map<ResourceKey, String> origins,
    Map<ResourceKey, String> unknownKinds,
    List<String> problems) {
  public DesiredState {
    manifests = List.copyOf(manifests);
    warnings = List.copyOf(warnings);
    origins = Map.copyOf(origins);
    unknownKinds = Map.copyOf(unknownKinds);
    problems = List.copyOf(problems);
  }

  /** One in which every manifest is an object of a kind that the server knows. */
  public DesiredState(
      List<Manifest> manifests,
      Digest digest,
      List<Warning> warnings,
      Map<ResourceKey, String> origins) {
    this(manifests, digest, warnings, origins, Map.of(), List.of());
  }

  /** The same with its manifests kept in another form, equal to the one before. */
  public DesiredState kept(UnaryOperator<Manifest> form) {
    return new DesiredState(
        manifests.stream().map(form).toList(), digest, warnings, origins, unknownKinds, problems);
  }

  public record Warning(Condition.Type type, String message) {}
}
