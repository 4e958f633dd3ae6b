package dev.kilter.engine.sync;

import dev.kilter.engine.resource.Hooks;
import dev.kilter.engine.resource.Waves;
import dev.kilter.engine.sync.Results.Verdict;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.application.ResourceResult.Outcome;
import dev.kilter.model.application.ResourceResult.SyncPhase;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hooks of a run: one task a type. They carry a finalizer, so that their end is seen even if
 * something deletes them first. Selective syncs and strategy apply have none.
 */
final class HookTasks {
  private static final int SHORT_REVISION = 7;

  /** Saved before a hook is created: one that is there afterwards is the one of this attempt. */
  private static final String ANNOUNCED = "to be created";

  private HookTasks() {}

  static Stream<Task> of(SyncRun run, Observation seen) {
    Operation.Sync sync = run.state().operation().sync();
    if (sync.selective() || !sync.strategy().hooks()) {
      return Stream.empty();
    }
    return seen.desired().manifests().stream()
        .filter(manifest -> Hooks.of(manifest).hook())
        .flatMap(manifest ->
            Hooks.of(manifest).types().stream()
                .flatMap(type -> phase(type).stream())
                .map(phase -> task(manifest, phase, run, seen)));
  }

  /** The run that says of these hooks, none of which is there, that they come now. */
  static SyncRun announced(SyncRun run, List<Task> batch) {
    SyncRun announced = run;
    for (Task task : batch) {
      announced =
          task.hook()
              ? Results.record(
                  announced, task, new Verdict(Optional.empty(), Optional.empty(), ANNOUNCED))
              : announced;
    }
    return announced;
  }

  /**
   * The run that takes up hooks which were created, though nobody heard of it: after a lost reply,
   * or by a process that has died since. To create them again would be to run them twice.
   */
  static SyncRun found(SyncRun run, Observation seen) {
    if (Results.of(run.state()).stream().noneMatch(HookTasks::isAnnounced)) {
      return run;
    }
    SyncRun found = run;
    for (Task task : Tasks.of(run, seen).ordered()) {
      if (task.result().filter(HookTasks::isAnnounced).isPresent()
          && task.live().isPresent()
          && !task.terminating()) {
        found =
            Results.record(
                found,
                task,
                Verdict.of(Outcome.Synced, HookPhase.Running, task.key().name() + " created"));
      }
    }
    return found;
  }

  private static boolean isAnnounced(ResourceResult result) {
    return result.hookPhase().isEmpty() && result.message().equals(ANNOUNCED);
  }

  private static Optional<SyncPhase> phase(Hooks.Type type) {
    return switch (type) {
      case PreSync -> Optional.of(SyncPhase.PreSync);
      case Sync -> Optional.of(SyncPhase.Sync);
      case PostSync -> Optional.of(SyncPhase.PostSync);
      case SyncFail -> Optional.of(SyncPhase.SyncFail);
      case Skip, PreDelete, PostDelete -> Optional.empty();
    };
  }

  private static Task task(Manifest manifest, SyncPhase phase, SyncRun run, Observation seen) {
    Manifest named =
        withFinalizer(manifest.name().isEmpty() ? named(manifest, phase, run) : manifest);
    return new Task(
        named.key(),
        named.gvk().version(),
        phase,
        Waves.of(named),
        Optional.of(named),
        seen.live().find(named.key()),
        true,
        Optional.empty());
  }

  /** A name that is the same whenever this run is looked at again. */
  private static Manifest named(Manifest manifest, SyncPhase phase, SyncRun run) {
    String revision =
        run.state().syncResult().map(SyncResult::revisions).orElse(List.of()).stream()
            .findFirst()
            .orElse("");
    String shortRevision =
        revision.length() > SHORT_REVISION ? revision.substring(0, SHORT_REVISION) : revision;
    String suffix = shortRevision + "-" + phase + "-" + run.state().startedAt().getEpochSecond();
    Manifest named =
        manifest
            .with(manifest.generateName() + suffix.toLowerCase(Locale.ROOT), "metadata", "name")
            .without("metadata", "generateName");
    return named
        .annotation(TrackingId.ANNOTATION)
        .flatMap(TrackingId::parse)
        .map(mark ->
            named.with(
                new TrackingId(mark.instance(), named.key().inNamespace(mark.key().namespace()))
                    .toString(),
                "metadata",
                "annotations",
                TrackingId.ANNOTATION))
        .orElse(named);
  }

  private static Manifest withFinalizer(Manifest manifest) {
    List<Object> finalizers = new ArrayList<>(manifest.list("metadata", "finalizers"));
    if (!finalizers.contains(Hooks.FINALIZER)) {
      finalizers.add(Hooks.FINALIZER);
    }
    return manifest.with(List.copyOf(finalizers), "metadata", "finalizers");
  }
}
