package dev.kilter.engine.explain;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Hold;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.project.Project;
import dev.kilter.model.source.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about one application when someone asks why. Everything but the application may be
 * missing; what is missing is not said.
 *
 * <p>{@code live} are the application's objects and everything below them. Of their {@code info}
 * the rules read, for pods: {@code unschedulable} and {@code notReady} (the condition's message),
 * and for each container that is not well {@code container/NAME/waiting} (the reason), {@code
 * …/message}, {@code …/image}, {@code …/exitCode} and {@code …/lastReason} (of the last end),
 * {@code …/restarts}; {@code images} of pods and workloads, separated by commas.
 *
 * @param problem what keeps the application from being compared or synced now
 * @param logs the last lines of pods whose containers ended
 * @param events messages of the events about objects, newest last
 * @param running the commit that was deployed last, {@code previous} the one before
 * @param observing why Kilter only looks on, where it does
 */
public record ExplainInput(
    Application application,
    Optional<Problem> problem,
    Optional<Comparison> comparison,
    List<LiveResource> live,
    Map<ResourceKey, List<String>> logs,
    Map<ResourceKey, List<String>> events,
    Optional<Commit> running,
    Optional<Commit> previous,
    Optional<Hold> hold,
    Optional<Project> project,
    Optional<String> observing) {
  public ExplainInput {
    live = List.copyOf(live);
    logs = Map.copyOf(logs);
    events = Map.copyOf(events);
  }

  /** Only the application is known: no cluster and no repository has answered yet. */
  public static ExplainInput of(Application application) {
    return new ExplainInput(
        application,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A failure, since when, and how often it was tried since. */
  public record Problem(Failure failure, Instant firstSeen, int attempts) {}
}
