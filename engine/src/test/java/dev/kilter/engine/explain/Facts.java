package dev.kilter.engine.explain;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.explain.ExplainInput.Problem;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.application.ApplicationStatus.SyncState;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Destination;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.Hold;
import dev.kilter.model.application.Operation.InitiatedBy;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.project.Project;
import dev.kilter.model.source.Commit;
import dev.kilter.model.view.ApplicationViews.Explained;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known about the application {@code shop}, told step by step, and its explanation. */
final class Facts {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String SHA = "9f31c2a7e1b04c5d6e7f8091a2b3c4d5e6f70812";
  private static final String OLD_SHA = "1111111222222233333334444444555555566666";

  private Optional<Problem> problem = Optional.empty();
  private Optional<Comparison> comparison = Optional.empty();
  private final List<LiveResource> live = new ArrayList<>();
  private final Map<ResourceKey, List<String>> logs = new LinkedHashMap<>();
  private final Map<ResourceKey, List<String>> events = new LinkedHashMap<>();
  private Optional<Commit> running = Optional.empty();
  private Optional<Commit> previous = Optional.empty();
  private Optional<Hold> hold = Optional.empty();
  private Optional<Project> project = Optional.empty();
  private Optional<String> observing = Optional.empty();
  private Optional<Instant> deletedAt = Optional.empty();
  private Optional<OperationState> operation = Optional.empty();
  private List<RevisionHistory> history = List.of();
  private List<ResourceStatus> resources = List.of();
  private List<String> malformed = List.of();
  private List<Condition> conditions = List.of();
  private SyncPolicy policy = SyncPolicy.MANUAL;
  private SyncStatus sync = SyncStatus.Synced;
  private HealthStatus health = HealthStatus.Healthy;

  static Instant ago(String duration) {
    return NOW.minus(Duration.parse("PT" + duration));
  }

  Facts problem(Failure failure) {
    problem = Optional.of(new Problem(failure, ago("8S"), 3));
    return this;
  }

  Facts deleting() {
    deletedAt = Optional.of(ago("1M"));
    return this;
  }

  Facts is(SyncStatus syncStatus, HealthStatus healthStatus) {
    sync = syncStatus;
    health = healthStatus;
    return this;
  }

  Facts compared(Comparison made) {
    comparison = Optional.of(made);
    return this;
  }

  Facts live(LiveResource... resources) {
    live.addAll(List.of(resources));
    return this;
  }

  Facts log(LiveResource pod, String... lines) {
    logs.put(pod.key(), List.of(lines));
    return this;
  }

  Facts event(LiveResource pod, String... messages) {
    events.put(pod.key(), List.of(messages));
    return this;
  }

  /** Ana deployed #11, auto-sync brought Ben's #12 seven minutes ago. */
  Facts deployedTwice() {
    running = Optional.of(commit(SHA, "ben", "bump api"));
    previous = Optional.of(commit(OLD_SHA, "ana", "config: LOG_LEVEL"));
    history =
        List.of(
            entry(11, OLD_SHA, new InitiatedBy("ana", false), ago("20H")),
            entry(12, SHA, InitiatedBy.AUTOMATION, ago("7M")));
    return this;
  }

  Facts operation(OperationState state) {
    operation = Optional.of(state);
    return this;
  }

  Facts hold(Hold held) {
    hold = Optional.of(held);
    return this;
  }

  Facts project(Project known) {
    project = Optional.of(known);
    return this;
  }

  Facts observing(String why) {
    observing = Optional.of(why);
    return this;
  }

  Facts resources(ResourceStatus... statuses) {
    resources = List.of(statuses);
    return this;
  }

  Facts warned(Condition.Type type, String message) {
    conditions =
        Stream.concat(conditions.stream(), Stream.of(new Condition(type, message, ago("5M"))))
            .toList();
    return this;
  }

  Facts malformed(String... sentences) {
    malformed = List.of(sentences);
    return this;
  }

  Facts automated() {
    policy =
        new SyncPolicy(
            Optional.of(new SyncPolicy.Automated(true, true, false, true)),
            SyncPolicy.MANUAL.syncOptions(),
            Optional.empty(),
            Optional.empty());
    return this;
  }

  private static Commit commit(String sha, String author, String subject) {
    return new Commit(sha, author, ago("30M"), subject + "\n\nmore", List.of());
  }

  private static RevisionHistory entry(long id, String sha, InitiatedBy by, Instant at) {
    return new RevisionHistory(id, List.of(sha), List.of(), false, Optional.empty(), at, by);
  }

  /** The explanation as a person reads it. */
  String print() {
    Explained explained = Explain.explain(input(), NOW);
    StringBuilder text = new StringBuilder();
    text.append("[%s] %s%n".formatted(explained.verdict(), explained.headline()));
    text.append(
        "%s %s, since %s%n"
            .formatted(
                explained.code(),
                explained.object().isEmpty() ? "-" : explained.object(),
                explained.since().map(Instant::toString).orElse("-")));
    explained.evidence().forEach(line -> text.append("  ").append(line).append('\n'));
    explained
        .fixes()
        .forEach(fix ->
            text.append("  > ")
                .append(fix.label())
                .append(fix.command().isEmpty() ? "" : ": " + fix.command())
                .append('\n'));
    return text.toString();
  }

  private ExplainInput input() {
    return new ExplainInput(
        application(),
        problem,
        comparison,
        live,
        logs,
        events,
        running,
        previous,
        hold,
        project,
        observing);
  }

  private Application application() {
    ApplicationStatus none = ApplicationStatus.NONE;
    ApplicationStatus status =
        new ApplicationStatus(
            new SyncState(Optional.of(sync), List.of(), Optional.empty()),
            Optional.of(new ApplicationHealth(Health.of(health), Optional.of(ago("6M")))),
            resources,
            conditions,
            operation,
            history,
            none.summary(),
            List.of(),
            Optional.empty(),
            "argocd");
    return new Application(
        new ApplicationId("argocd", "shop"),
        "uid",
        "1",
        Map.of(),
        Map.of(),
        List.of(),
        deletedAt,
        new ApplicationSpec(
            "team",
            List.of(),
            false,
            new Destination("", "in-cluster", "shop"),
            policy,
            List.of(),
            10,
            malformed),
        Optional.empty(),
        status,
        Manifest.of(Map.of()));
  }

  /** A live object; {@code info} in pairs of key and value. */
  static LiveResource object(
      String kind, String name, Optional<LiveResource> owner, String... info) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (int i = 0; i < info.length; i += 2) {
      facts.put(info[i], info[i + 1]);
    }
    String group = kind.endsWith("Set") || kind.equals("Deployment") ? "apps" : "";
    return new LiveResource(
        new ResourceKey(kind.equals("Job") ? "batch" : group, kind, "shop", name),
        "v1",
        "uid-" + kind + "-" + name,
        "1",
        owner
            .map(one ->
                new LiveResource.Owner("v1", one.key().kind(), one.key().name(), one.uid(), true))
            .stream()
            .toList(),
        Optional.empty(),
        Optional.empty(),
        facts,
        Digest.NONE,
        ago("1H"),
        false,
        Optional.empty());
  }
}
