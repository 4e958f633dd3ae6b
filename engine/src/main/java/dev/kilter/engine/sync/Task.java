package dev.kilter.engine.sync;

import dev.kilter.engine.resource.Hooks;
import dev.kilter.engine.resource.ResourceOptions;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.application.ResourceResult.Outcome;
import dev.kilter.model.application.ResourceResult.SyncPhase;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.Optional;

/**
 * One object in one phase: to be applied where {@code desired} is there, to be pruned otherwise.
 * {@code live} is what is there now, {@code result} what this run has done with it so far.
 */
record Task(
    ResourceKey key,
    String version,
    SyncPhase phase,
    int wave,
    Optional<Manifest> desired,
    Optional<LiveResource> live,
    boolean hook,
    Optional<ResourceResult> result) {

  boolean prune() {
    return desired.isEmpty();
  }

  Group group() {
    return new Group(phase, wave);
  }

  Task in(Group group) {
    return new Task(key, version, group.phase(), group.wave(), desired, live, hook, result);
  }

  Task with(Optional<ResourceResult> found) {
    return new Task(key, version, phase, wave, desired, live, hook, found);
  }

  boolean pending() {
    return result.flatMap(ResourceResult::hookPhase).isEmpty();
  }

  boolean running() {
    return result.flatMap(ResourceResult::hookPhase).filter(HookPhase.Running::equals).isPresent();
  }

  boolean completed() {
    return !pending() && !running();
  }

  boolean failed() {
    return completed()
        && result.flatMap(ResourceResult::hookPhase).filter(HookPhase.Succeeded::equals).isEmpty();
  }

  boolean hasOutcome(Outcome outcome) {
    return result.flatMap(ResourceResult::outcome).filter(outcome::equals).isPresent();
  }

  boolean terminating() {
    return live.filter(LiveResource::terminating).isPresent();
  }

  /** The option on the desired or the live object. */
  boolean asks(String option) {
    return desired.filter(manifest -> asks(manifest, option)).isPresent()
        || live.flatMap(LiveResource::manifest)
            .filter(manifest -> asks(manifest, option))
            .isPresent();
  }

  Hooks hooks() {
    return desired
        .or(() -> live.flatMap(LiveResource::manifest))
        .map(Hooks::of)
        .orElseThrow(() -> new IllegalStateException("a task without an object: " + key));
  }

  /** Group, kind and name, as waiting messages print them. */
  String shortName() {
    return key.group() + "/" + key.kind() + "/" + key.name();
  }

  private static boolean asks(Manifest manifest, String option) {
    return ResourceOptions.of(manifest).sync().has(option);
  }
}
