package dev.kilter.engine.explain;

import dev.kilter.engine.explain.ExplainInput.Problem;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.source.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known, as rules ask for it. */
record Situation(ExplainInput input, Instant now) {
  Application application() {
    return input.application();
  }

  String name() {
    return application().id().name();
  }

  /** The name as sentences have it. */
  String quoted() {
    return "\"" + name() + "\"";
  }

  /** The same, but with fewer live objects in sight. */
  Situation seeing(List<LiveResource> live) {
    return new Situation(
        new ExplainInput(
            input.application(),
            input.problem(),
            input.comparison(),
            live,
            input.logs(),
            input.events(),
            input.running(),
            input.previous(),
            input.hold(),
            input.project(),
            input.observing()),
        now);
  }

  /** A command on this application, {@code app sync NAME --prune} for {@code sync} and the rest. */
  String command(String verb, String... rest) {
    return ("kilter app " + verb + " " + name() + " " + String.join(" ", rest)).strip();
  }

  /** The controller's own namespace, where projects and keyrings live. */
  String controlNamespace() {
    String controller = application().status().controllerNamespace();
    return controller.isEmpty() ? application().id().namespace() : controller;
  }

  /** The current problem, if its failure is of the kind. */
  <F extends Failure> Optional<F> failure(Class<F> kind) {
    return input.problem().map(Problem::failure).filter(kind::isInstance).map(kind::cast);
  }

  /** Since when, and how often it was tried; nothing where there is no problem. */
  List<String> tries() {
    return input
        .problem()
        .map(problem ->
            List.of(
                "First seen "
                    + Words.age(problem.firstSeen(), now)
                    + " ago, tried "
                    + Words.times(problem.attempts())
                    + "; Kilter keeps trying."))
        .orElse(List.of());
  }

  Optional<Instant> problemSince() {
    return input.problem().map(Problem::firstSeen);
  }

  Optional<OperationState> operation() {
    return application().status().operationState();
  }

  HealthStatus health() {
    return application()
        .status()
        .health()
        .map(health -> health.health().status())
        .orElse(HealthStatus.Unknown);
  }

  Optional<Instant> healthSince() {
    return application().status().health().flatMap(ApplicationHealth::lastTransitionTime);
  }

  SyncStatus sync() {
    return application().status().sync().status().orElse(SyncStatus.Unknown);
  }

  /** {@code Not healthy for 6 min: }, or nothing where nobody knows since when. */
  String notHealthyFor() {
    return healthSince()
        .filter(since -> health() != HealthStatus.Healthy)
        .map(since -> "Not healthy for " + Words.age(since, now) + ": ")
        .orElse("");
  }

  /** Which commit is deployed, by whom and since when. */
  List<String> deployed() {
    List<String> lines = new ArrayList<>();
    Optional<RevisionHistory> last = entry(1);
    input
        .running()
        .ifPresent(commit ->
            lines.add(
                "Came with "
                    + described(commit)
                    + last.map(entry -> ", deployed " + Words.age(entry.deployedAt(), now) + " ago")
                        .orElse("")
                    + last.map(entry -> " by " + by(entry)).orElse("")
                    + "."));
    return lines;
  }

  private static String by(RevisionHistory entry) {
    return entry.initiatedBy().automated() || entry.initiatedBy().username().isEmpty()
        ? "auto-sync"
        : entry.initiatedBy().username();
  }

  static String described(Commit commit) {
    return Words.shortSha(commit.sha()) + " \"" + commit.subject() + "\" by " + commit.authorName();
  }

  /** History, counted from the last entry (1). */
  Optional<RevisionHistory> entry(int fromEnd) {
    List<RevisionHistory> history = application().status().history();
    return history.size() < fromEnd
        ? Optional.empty()
        : Optional.of(history.get(history.size() - fromEnd));
  }
}
