package dev.kilter.app.views;

import dev.kilter.app.runtime.Snapshots;
import dev.kilter.control.effect.Rules;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.control.view.Evaluated;
import dev.kilter.engine.compare.ComparisonRules;
import dev.kilter.engine.compare.SecretMask;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.ProjectStore;
import dev.kilter.model.store.SettingsStore;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.FleetViews;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Views of the applications whose clusters this process watches. Safe from any thread. */
public final class LocalViews implements ApplicationViews, FleetViews {
  private final Sight sight;
  private final Sources sources;
  private final Explanations explanations;
  private final OtherRevision otherwise;

  /** What the views look at. */
  public record Sight(
      Snapshots snapshots,
      LiveStateReader live,
      SettingsStore settings,
      ProjectStore projects,
      InstantSource clock,
      String namespace) {
    /** Failure: NotFound. */
    Result<ApplicationSnapshot> find(ApplicationId id) {
      return snapshots
          .find(id)
          .map(Result::success)
          .orElseGet(() ->
              Result.failed(
                  new Failure.NotFound(
                      "The controller knows no Application \"" + id.name() + "\".")));
    }

    /** The rules by which the application is compared; what its project permits is no matter. */
    ComparisonRules rules(ApplicationSnapshot snapshot, ApiResources kinds) {
      return Rules.of(
          new Rules.Scene(
              snapshot.application(),
              snapshot.application().id().instanceName(namespace),
              snapshot.server(),
              settings.current(),
              _ -> true),
          kinds,
          live);
    }
  }

  public LocalViews(Sight sight, Sources sources) {
    this.sight = sight;
    this.sources = sources;
    this.explanations = new Explanations(sight, sources);
    this.otherwise = new OtherRevision(sight, sources);
  }

  @Override
  public Result<List<Node>> tree(ApplicationId id) {
    return sight.find(id).map(snapshot -> TreeView.of(snapshot, sight.live()));
  }

  @Override
  public Result<List<ManagedResource>> managedResources(ApplicationId id, List<String> revisions) {
    return (revisions.isEmpty()
            ? evaluated(id)
            : sight.find(id).then(snapshot -> otherwise.evaluated(snapshot, revisions)))
        .map(compared ->
            compared.evaluated().comparison().resources().values().stream()
                .map(resource -> ChangesView.of(resource, compared.rules()))
                .toList());
  }

  @Override
  public Result<List<Manifest>> manifests(ApplicationId id, List<String> revisions) {
    if (!revisions.isEmpty()) {
      return sight
          .find(id)
          .then(snapshot -> sources.render(snapshot, revisions))
          .map(LocalViews::masked);
    }
    return evaluated(id).map(compared -> masked(compared.evaluated().desired().manifests()));
  }

  @Override
  public Result<Explained> explain(ApplicationId id) {
    return sight.find(id).map(explanations::explain);
  }

  @Override
  public Result<Explained> brief(ApplicationId id) {
    return sight.find(id).map(explanations::brief);
  }

  @Override
  public Result<List<ClusterState>> clusters() {
    return Result.success(sight.live().clusters());
  }

  @Override
  public void listen(Consumer<ApplicationId> changed) {
    sight.snapshots().listen(changed);
  }

  /** Commits for the revisions that an operation asks for. */
  public Result<List<String>> resolve(ApplicationId id, List<String> revisions) {
    return sight.find(id).then(snapshot -> sources.resolve(snapshot, revisions));
  }

  private static List<Manifest> masked(List<Manifest> manifests) {
    return manifests.stream()
        .map(manifest -> SecretMask.masked(List.of(manifest), Set.of()).getFirst())
        .toList();
  }

  private Result<Compared> evaluated(ApplicationId id) {
    return sight.find(id).then(this::evaluated);
  }

  private Result<Compared> evaluated(ApplicationSnapshot snapshot) {
    if (snapshot.evaluated().isPresent()) {
      Evaluated evaluated = snapshot.evaluated().get();
      return Result.success(
          new Compared(evaluated, sight.rules(snapshot, evaluated.apiResources())));
    }
    return Result.failed(
        snapshot
            .failure()
            .map(ApplicationSnapshot.Problem::failure)
            .orElseGet(() ->
                new Failure.NotFound(
                    "\"" + snapshot.application().id().name() + "\" has not been compared yet.")));
  }

  /** A comparison and the rules by which it was made. */
  record Compared(Evaluated evaluated, ComparisonRules rules) {}
}
