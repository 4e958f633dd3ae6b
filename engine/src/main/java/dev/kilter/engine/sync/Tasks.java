package dev.kilter.engine.sync;

import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.engine.resource.Hooks;
import dev.kilter.engine.resource.Waves;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.SyncPhase;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that a run has to do, in its order: phase, wave, kind, name. */
record Tasks(List<Task> ordered) {
  private static final Comparator<Task> ORDER =
      Comparator.comparing(Task::group)
          .thenComparingInt(task -> KindOrder.of(task.key().kind()))
          .thenComparing(task -> task.key().name())
          .thenComparing(Task::key);

  Tasks {
    ordered = List.copyOf(ordered);
  }

  static Tasks of(SyncRun run, Observation seen) {
    List<Task> tasks = new ArrayList<>();
    seen.comparison()
        .resources()
        .values()
        .forEach(resource -> ordinary(resource, run, seen).ifPresent(tasks::add));
    HookTasks.of(run, seen).forEach(tasks::add);
    NamespaceTask.of(run, seen, tasks).ifPresent(tasks::add);
    List<Task> waved = PruneWaves.applied(tasks, run, seen);
    List<Task> sorted = Dependencies.moved(waved.stream().sorted(ORDER).toList());
    Map<TaskId, ResourceResult> results = results(run);
    return new Tasks(
        sorted.stream()
            .map(task -> task.with(Optional.ofNullable(results.get(TaskId.of(task)))))
            .filter(task -> !skippedAsSynced(task, run, seen))
            .toList());
  }

  /** Neither hook nor skipped, desired or to be pruned, and asked for by a selective sync. */
  private static Optional<Task> ordinary(
      ResourceComparison resource, SyncRun run, Observation seen) {
    if (!selected(resource.key(), run.state().operation().sync())) {
      return Optional.empty();
    }
    Optional<LiveResource> live = seen.live().find(resource.key());
    if (resource.desired().isPresent()) {
      Manifest desired = resource.desired().get();
      Hooks hooks = Hooks.of(desired);
      return hooks.hook() || hooks.skipped()
          ? Optional.empty()
          : Optional.of(task(resource, Waves.of(desired), live));
    }
    return resource.requiresPruning() && !resource.hook() && live.isPresent()
        ? Optional.of(task(resource, live.get().manifest().map(Waves::of).orElse(0), live))
        : Optional.empty();
  }

  private static Task task(ResourceComparison resource, int wave, Optional<LiveResource> live) {
    return new Task(
        resource.key(),
        resource.version(),
        SyncPhase.Sync,
        wave,
        resource.desired(),
        live,
        false,
        Optional.empty());
  }

  private static boolean selected(ResourceKey key, Operation.Sync sync) {
    return !sync.selective()
        || sync.resources().stream()
            .anyMatch(selector ->
                selector.group().equals(key.group())
                    && selector.kind().equals(key.kind())
                    && selector.name().equals(key.name())
                    && (selector.namespace().isEmpty()
                        || selector.namespace().equals(key.namespace())));
  }

  /** ApplyOutOfSyncOnly=true leaves out what is in sync, and says nothing about it. */
  private static boolean skippedAsSynced(Task task, SyncRun run, Observation seen) {
    ResourceComparison resource = seen.comparison().resources().get(task.key());
    return run.state().operation().sync().options().has("ApplyOutOfSyncOnly=true")
        && !task.hook()
        && task.result().isEmpty()
        && task.desired().isPresent()
        && task.live().isPresent()
        && resource != null
        && resource.status().filter(SyncStatus.Synced::equals).isPresent();
  }

  private static Map<TaskId, ResourceResult> results(SyncRun run) {
    return Results.of(run.state()).stream()
        .collect(
            Collectors.toMap(
                result -> new TaskId(result.key(), result.syncPhase()),
                Function.identity(),
                (_, later) -> later));
  }

  private record TaskId(ResourceKey key, SyncPhase phase) {
    static TaskId of(Task task) {
      return new TaskId(task.key(), task.phase());
    }
  }

  /** All but those of the SyncFail phase, which run only after a failure. */
  Tasks regular() {
    return where(task -> task.phase() != SyncPhase.SyncFail);
  }

  Tasks syncFail() {
    return where(task -> task.phase() == SyncPhase.SyncFail);
  }

  Tasks where(java.util.function.Predicate<Task> wanted) {
    return new Tasks(ordered.stream().filter(wanted).toList());
  }

  Stream<Task> stream() {
    return ordered.stream();
  }

  boolean isEmpty() {
    return ordered.isEmpty();
  }

  List<Group> groups() {
    return ordered.stream().map(Task::group).distinct().sorted().toList();
  }

  /** More than one group, so that health is waited for in between. */
  boolean multiStep() {
    return groups().size() > 1;
  }

  Tasks in(Group group) {
    return where(task -> task.group().equals(group));
  }
}
