package dev.kilter.app.views;

import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.control.view.Evaluated;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.engine.explain.Explain;
import dev.kilter.engine.explain.ExplainInput;
import dev.kilter.engine.sync.Holds;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.Commit;
import dev.kilter.model.view.ApplicationViews.Explained;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what an explanation stands on: snapshots first, and a log or two where a pod crashes. */
final class Explanations {
  private static final int LOGS_AT_MOST = 2;
  private static final int LOG_LINES = 5;
  private static final String CONTAINER = "container/";
  private static final String EXIT_CODE = "/exitCode";

  private final LocalViews.Sight sight;
  private final Sources sources;

  Explanations(LocalViews.Sight sight, Sources sources) {
    this.sight = sight;
    this.sources = sources;
  }

  Explained explain(ApplicationSnapshot snapshot) {
    List<LiveResource> live = live(snapshot);
    return explain(snapshot, live, logs(snapshot.server(), live));
  }

  /** Without the logs, each of which is a request. */
  Explained brief(ApplicationSnapshot snapshot) {
    return explain(snapshot, live(snapshot), Map.of());
  }

  private Explained explain(
      ApplicationSnapshot snapshot, List<LiveResource> live, Map<ResourceKey, List<String>> logs) {
    Application application = snapshot.application();
    List<String> deployed = deployed(application);
    return Explain.explain(
        new ExplainInput(
            application,
            snapshot
                .failure()
                .map(problem -> new ExplainInput.Problem(problem.failure(), problem.since(), 1)),
            snapshot.evaluated().map(Evaluated::comparison),
            live,
            logs,
            Map.of(),
            commit(application, deployed, 0),
            commit(application, deployed, 1),
            Holds.of(application),
            sight.projects().find(application.spec().project()),
            observing(snapshot)),
        sight.clock().instant());
  }

  /** Why nothing is written, and what would be. */
  private static Optional<String> observing(ApplicationSnapshot snapshot) {
    return snapshot
        .observing()
        .map(why ->
            snapshot.wouldDo().isEmpty()
                ? why
                : why + "; it would " + String.join(", and ", snapshot.wouldDo()));
  }

  /** The application's objects and everything below them. */
  private List<LiveResource> live(ApplicationSnapshot snapshot) {
    List<LiveResource> all = new ArrayList<>();
    LiveStateReader reader = sight.live();
    snapshot.evaluated().stream()
        .flatMap(evaluated -> evaluated.comparison().resources().values().stream())
        .map(ResourceComparison::live)
        .flatMap(Optional::stream)
        .forEach(resource -> {
          all.add(resource);
          all.addAll(reader.children(snapshot.server(), resource.uid()));
        });
    return all;
  }

  private Map<ResourceKey, List<String>> logs(String server, List<LiveResource> live) {
    Map<ResourceKey, List<String>> logs = new LinkedHashMap<>();
    for (LiveResource resource : live) {
      Optional<String> container = crashed(resource);
      if (container.isPresent() && logs.size() < LOGS_AT_MOST) {
        logs.put(resource.key(), tail(server, resource.key(), container.get()));
      }
    }
    return logs;
  }

  private static Optional<String> crashed(LiveResource resource) {
    return resource.info().keySet().stream()
        .filter(key -> key.startsWith(CONTAINER) && key.endsWith(EXIT_CODE))
        .map(key -> key.substring(CONTAINER.length(), key.length() - EXIT_CODE.length()))
        .sorted()
        .findFirst();
  }

  private List<String> tail(String server, ResourceKey pod, String container) {
    Result<List<String>> lines =
        sight.live().logTail(server, LogQuery.tailBeforeRestart(pod, container, LOG_LINES));
    return lines instanceof Result.Success<List<String>>(var tail) ? tail : List.of();
  }

  /** Commits that were deployed, the last one first; a running sync counts. */
  private static List<String> deployed(Application application) {
    List<String> commits = new ArrayList<>();
    application
        .status()
        .operationState()
        .flatMap(state -> state.syncResult())
        .map(result -> result.revisions())
        .filter(revisions -> !revisions.isEmpty())
        .ifPresent(revisions -> commits.add(revisions.getFirst()));
    for (RevisionHistory entry : application.status().history().reversed()) {
      if (!entry.revisions().isEmpty() && !commits.contains(entry.revisions().getFirst())) {
        commits.add(entry.revisions().getFirst());
      }
    }
    return commits;
  }

  private Optional<Commit> commit(Application application, List<String> deployed, int index) {
    return index < deployed.size()
        ? sources.commit(application, deployed.get(index))
        : Optional.empty();
  }
}
