package dev.kilter.engine.explain;

import dev.kilter.engine.resource.Waves;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running sync cannot go on, because an object of its current wave is not well. */
final class WaveBlocked implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .operation()
        .filter(state -> state.phase() == OperationPhase.Running && state.finishedAt().isEmpty())
        .flatMap(state ->
            blocker(situation, state).map(blocker -> explained(situation, state, blocker)));
  }

  /** The first object that runs and whose live state is bad, not merely on its way. */
  private static Optional<LiveResource> blocker(Situation situation, OperationState state) {
    return running(state).stream()
        .flatMap(result ->
            situation.input().live().stream().filter(live -> live.key().equals(result.key())))
        .filter(live -> degraded(live) || podCause(situation, live).isPresent())
        .findFirst();
  }

  static List<ResourceResult> running(OperationState state) {
    return state.syncResult().stream()
        .flatMap(result -> result.resources().stream())
        .filter(result -> result.hookPhase().filter(HookPhase.Running::equals).isPresent())
        .toList();
  }

  private static boolean degraded(LiveResource live) {
    return live.health().map(Health::status).filter(HealthStatus.Degraded::equals).isPresent();
  }

  /** What the rules for pods say about the pods below that object. */
  private static Optional<Explained> podCause(Situation situation, LiveResource blocker) {
    Pods pods = new Pods(situation.input().live());
    List<LiveResource> below = new ArrayList<>(pods.of(blocker));
    if (below.isEmpty()) {
      return Optional.empty();
    }
    List<LiveResource> seen = new ArrayList<>(situation.input().live());
    seen.removeIf(live -> live.key().kind().equals("Pod") && !below.contains(live));
    return PodRules.explain(situation.seeing(seen));
  }

  private static Explained explained(
      Situation situation, OperationState state, LiveResource blocker) {
    Optional<Explained> cause = podCause(situation, blocker);
    Instant started = state.startedAt();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "The sync runs for %s; %s."
            .formatted(Words.age(started, situation.now()), Words.oneLine(state.message())));
    cause.ifPresent(pods -> evidence.addAll(pods.evidence()));
    List<Fix> fixes = new ArrayList<>();
    fixes.add(
        new Fix(
            "Stop this sync, so that a fix in Git can be applied",
            situation.command("terminate-op")));
    cause.ifPresent(pods -> fixes.addAll(pods.fixes()));
    String why =
        cause
            .map(Explained::headline)
            .map(headline -> withoutAge(situation, headline))
            .orElseGet(() ->
                blocker
                    .health()
                    .map(Health::message)
                    .filter(message -> !message.isEmpty())
                    .map(message -> Words.oneLine(message) + ".")
                    .orElse("it is Degraded."));
    return new Explained(
        HealthStatus.Degraded.name(),
        "The sync is stuck in wave %d at %s: %s"
            .formatted(wave(blocker), Words.object(blocker.key()), why),
        cause.map(Explained::code).orElse("KIL-WAVE-BLOCKED"),
        Words.reference(blocker.key()),
        evidence,
        fixes,
        Optional.of(started));
  }

  private static String withoutAge(Situation situation, String headline) {
    String age = situation.notHealthyFor();
    return headline.startsWith(age) ? headline.substring(age.length()) : headline;
  }

  private static int wave(LiveResource live) {
    return live.manifest().map(Waves::of).orElse(0);
  }
}
