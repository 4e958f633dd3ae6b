package dev.kilter.engine.compare;

import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object as it is shown: desired, live, live without what is never compared, and what that
 * would be after a sync. The last two differ exactly where the comparison does. Secrets are masked.
 */
public record DiffView(
    Optional<Manifest> desired,
    Optional<Manifest> live,
    Optional<Manifest> normalizedLive,
    Optional<Manifest> predicted) {

  public static DiffView of(ResourceComparison resource, ComparisonRules rules) {
    ObjectDiff diff = new ObjectDiff(rules);
    Optional<Manifest> desired = resource.desired();
    Optional<Manifest> live = resource.live().flatMap(LiveResource::manifest);
    if (desired.isEmpty() || live.isEmpty() || resource.hook()) {
      return masked(desired, live, live.map(diff::normalized), desired.map(diff::normalized));
    }
    KindSchema schema = rules.schemas().apply(desired.get().gvk());
    ObjectDiff.Outcome outcome = diff.of(desired.get(), live.get(), schema);
    return masked(desired, live, Optional.of(outcome.live()), Optional.of(outcome.predicted()));
  }

  private static DiffView masked(
      Optional<Manifest> desired,
      Optional<Manifest> live,
      Optional<Manifest> normalized,
      Optional<Manifest> predicted) {
    List<Optional<Manifest>> forms = List.of(desired, live, normalized, predicted);
    List<Manifest> present = forms.stream().flatMap(Optional::stream).toList();
    List<Manifest> hidden = new ArrayList<>(SecretMask.masked(present, Set.of()));
    List<Optional<Manifest>> shown = new ArrayList<>();
    for (Optional<Manifest> form : forms) {
      shown.add(form.isEmpty() ? form : Optional.of(hidden.removeFirst()));
    }
    return new DiffView(shown.get(0), shown.get(1), shown.get(2), shown.get(3));
  }
}
