package dev.kilter.app.views;

import dev.kilter.engine.compare.ComparisonRules;
import dev.kilter.engine.compare.DiffView;
import dev.kilter.engine.compare.Drift;
import dev.kilter.engine.compare.FieldDifference;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.model.view.ApplicationViews.ManagedResource;
import java.util.List;

/** Desired and live side by side, with every difference in words. */
final class ChangesView {
  private ChangesView() {}

  static ManagedResource of(ResourceComparison resource, ComparisonRules rules) {
    DiffView diff = DiffView.of(resource, rules);
    return new ManagedResource(
        resource.key(),
        resource.version(),
        diff.desired(),
        diff.live(),
        diff.normalizedLive(),
        diff.predicted(),
        resource.status(),
        resource.hook(),
        resource.drift().map(ChangesView::words),
        differences(resource));
  }

  private static String words(Drift drift) {
    return drift.kind().words() + (drift.who().isEmpty() ? "" : " (" + drift.who() + ")");
  }

  /** {@code spec.replicas: 5 → 2 (live value by kubectl-scale)}. */
  private static List<String> differences(ResourceComparison resource) {
    return resource.differences().stream().map(ChangesView::words).toList();
  }

  private static String words(FieldDifference difference) {
    String change =
        difference.path()
            + ": "
            + difference.live().map(ChangesView::brief).orElse("(none)")
            + " → "
            + difference.desired().map(ChangesView::brief).orElse("(none)");
    return difference.owners().isEmpty()
        ? change
        : change + "  (live value by " + String.join(", ", difference.owners()) + ")";
  }

  private static String brief(Object value) {
    String text = value.toString().replace('\n', '⏎');
    return text.length() <= 80 ? text : text.substring(0, 77) + "…";
  }
}
