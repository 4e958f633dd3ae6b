package dev.kilter.app.views;

import dev.kilter.app.views.LocalViews.Compared;
import dev.kilter.app.views.LocalViews.Sight;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.control.view.Evaluated;
import dev.kilter.engine.compare.Compare;
import dev.kilter.engine.compare.ComparisonRules;
import dev.kilter.engine.desired.Desired;
import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a sync to another revision would change: the comparison of the loop, for a look only. */
final class OtherRevision {
  private final Sight sight;
  private final Sources sources;

  OtherRevision(Sight sight, Sources sources) {
    this.sight = sight;
    this.sources = sources;
  }

  Result<Compared> evaluated(ApplicationSnapshot snapshot, List<String> revisions) {
    return sources
        .items(snapshot, revisions)
        .then(items ->
            sight
                .live()
                .apiResources(snapshot.server())
                .then(kinds -> evaluated(snapshot, items, kinds)));
  }

  private Result<Compared> evaluated(
      ApplicationSnapshot snapshot, List<Item> items, ApiResources kinds) {
    Settings settings = sight.settings().current();
    String instance = snapshot.application().id().instanceName(sight.namespace());
    DesiredState desired =
        Desired.prepare(
            items,
            new Desired.Target(
                instance,
                snapshot.application().spec().destination().namespace(),
                snapshot.server(),
                kinds,
                settings.tracking(),
                settings.resources()));
    if (!desired.problems().isEmpty()) {
      return Result.failed(new Failure.RenderFailed("", 0, String.join("; ", desired.problems())));
    }
    ComparisonRules rules = sight.rules(snapshot, kinds);
    return sight
        .live()
        .live(snapshot.server(), instance, keys(desired))
        .map(live ->
            new Compared(
                new Evaluated(
                    desired, Compare.compare(desired, live, rules, Optional.empty()), live, kinds),
                rules));
  }

  private static Set<ResourceKey> keys(DesiredState desired) {
    return desired.manifests().stream()
        .filter(manifest -> !manifest.name().isEmpty())
        .map(Manifest::key)
        .collect(Collectors.toUnmodifiableSet());
  }
}
