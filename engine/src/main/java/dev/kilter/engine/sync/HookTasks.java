package dev.kilter.engine.sync;

import dev.kilter.engine.resource.Hooks;
import dev.kilter.engine.resource.Waves;
import dev.kilter.model.application.Operation;
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
