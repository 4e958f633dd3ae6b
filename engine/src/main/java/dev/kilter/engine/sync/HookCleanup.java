package dev.kilter.engine.sync;

import dev.kilter.engine.resource.Hooks.DeletePolicy;
import dev.kilter.engine.sync.RunMemory.Cleanup;
import dev.kilter.engine.sync.RunMemory.Cleanup.Way;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.ResourceApplier.DeleteRequest;
import dev.kilter.model.cluster.ResourceApplier.Propagation;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets hooks go: their finalizer once their result is known, their object where their policy says
 * so or where a new one is to take its place. Each is asked for once; it may fail without harm.
 */
final class HookCleanup {
  private HookCleanup() {}

  /** Commands, and the run that remembers to have given them. */
  record Asked(SyncRun run, List<SyncCommand> commands) {}

  /** Finalizers of all completed hooks, and the objects of those with the policy. */
  static Asked ended(SyncRun run, Tasks tasks, Optional<DeletePolicy> policy) {
    return of(
        run,
        tasks.where(task -> task.hook() && task.completed() && !runsAgain(task, tasks)),
        task -> policy.filter(task.hooks().deletePolicies()::contains).isPresent());
  }

  /** The same object may be at work in a later phase. */
  private static boolean runsAgain(Task task, Tasks tasks) {
    return tasks.stream().anyMatch(other -> other.running() && other.key().equals(task.key()));
  }

  /** Finalizers and objects of all the tasks. */
  static Asked all(SyncRun run, Tasks tasks) {
    return of(run, tasks, _ -> true);
  }

  private static Asked of(SyncRun run, Tasks tasks, Predicate<Task> deleted) {
    List<SyncCommand> commands = new ArrayList<>();
    Set<Cleanup> cleaned = new HashSet<>(run.memory().cleaned());
    for (Task task : tasks.ordered()) {
      Optional<LiveResource> live = task.live();
      if (live.isEmpty()) {
        continue;
      }
      if (deleted.test(task)
          && !task.terminating()
          && cleaned.add(new Cleanup(task.key(), Way.DELETE))) {
        commands.add(new SyncCommand.DeleteHook(deletion(live.get())));
      } else if (HookFinalizer.holds(live.get())
          && cleaned.add(new Cleanup(task.key(), Way.RELEASE))) {
        commands.add(new SyncCommand.Apply(HookFinalizer.release(live.get())));
      }
    }
    return new Asked(run.with(run.memory().withCleaned(cleaned)), commands);
  }

  /** The run in which these hooks are new objects, which nothing was asked of yet. */
  static SyncRun recreated(SyncRun run, List<Task> batch) {
    SyncRun recreated = run;
    for (Task task : batch) {
      recreated = task.hook() ? forgotten(recreated, task.key()) : recreated;
    }
    return recreated;
  }

  /** To be asked for again. */
  static SyncRun forgotten(SyncRun run, ResourceKey key) {
    Set<Cleanup> cleaned = new HashSet<>(run.memory().cleaned());
    cleaned.removeIf(cleanup -> cleanup.key().equals(key));
    return run.with(run.memory().withCleaned(cleaned));
  }

  private static DeleteRequest deletion(LiveResource live) {
    return new DeleteRequest(
        live.key(), live.version(), live.uid(), live.resourceVersion(), Propagation.FOREGROUND);
  }
}
