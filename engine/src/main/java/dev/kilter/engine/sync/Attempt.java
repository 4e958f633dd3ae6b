package dev.kilter.engine.sync;

import dev.kilter.engine.resource.Hooks.DeletePolicy;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One step of a running attempt: check everything first, then group by group, each only when the
 * one before is done and healthy. Nothing is awaited after the last group, unless it has hooks.
 */
final class Attempt {
  private static final Duration AFTER_A_LOST_REPLY = Duration.ofSeconds(2);
  private static final String UNSUCCESSFUL =
      "one or more synchronization tasks completed unsuccessfully";

  private final Observation seen;
  private SyncRun run;
  private Tasks tasks;

  private Attempt(SyncRun run, Observation seen) {
    this.seen = seen;
    SyncRun informed = Outcomes.taken(run, Tasks.of(run, seen), seen);
    this.run = HookTasks.found(Unseen.reached(informed, seen), seen);
    this.tasks = Tasks.of(this.run, seen);
  }

  static Step step(SyncRun run, Observation seen) {
    Attempt attempt = new Attempt(run, seen);
    if (Outcomes.anyLost(seen)) {
      return attempt.waiting(Optional.of(seen.now().plus(AFTER_A_LOST_REPLY)));
    }
    return attempt.begun() ? attempt.groups() : attempt.start();
  }

  /** Whether anything but the destination namespace has been decided yet. */
  private boolean begun() {
    return Results.of(run.state()).stream().anyMatch(result -> !isNamespaceTask(result));
  }

  private boolean isNamespaceTask(ResourceResult result) {
    return result
            .key()
            .equals(NamespaceTask.key(seen.application().spec().destination().namespace()))
        && result.syncPhase() == ResourceResult.SyncPhase.PreSync;
  }

  private Step start() {
    SyncRun valid = Validation.checked(run, tasks, seen);
    if (!valid.equals(run)) {
      become(valid);
      return ended(OperationPhase.Failed, "one or more synchronization tasks are not valid");
    }
    if (!seen.live().complete()) {
      return says("waiting for the first look at the destination cluster", Optional.empty());
    }
    Optional<Step> namespace = namespace();
    if (namespace.isPresent()) {
      return namespace.get();
    }
    SyncRun shaped = DryRun.checked(run, tasks, seen);
    if (!shaped.equals(run)) {
      become(shaped);
      return ended(OperationPhase.Failed, "one or more objects failed to apply (dry run)");
    }
    return groups();
  }

  /** The namespace comes before everything, even before the dry run that may fail. */
  private Optional<Step> namespace() {
    Tasks namespace = tasks.where(task -> NamespaceTask.manages(task) && task.live().isEmpty());
    if (namespace.isEmpty() || dryRun()) {
      return Optional.empty();
    }
    if (namespace.stream().anyMatch(Task::failed)) {
      return Optional.of(
          ended(OperationPhase.Failed, reasoned("the namespace failed to apply", namespace)));
    }
    Tasks pending = namespace.where(Task::pending);
    return pending.isEmpty()
        ? Optional.empty()
        : Optional.of(execute(applies(pending.ordered()), pending.ordered(), false));
  }

  private Step groups() {
    become(run.with(run.memory().withPruneWaves(PruneWaves.of(tasks, run.memory()))));
    become(PruneGate.gone(run, seen));
    become(PruneGate.reviewed(run, tasks.regular(), seen));
    List<Group> groups = tasks.regular().groups();
    for (Group group : groups) {
      Optional<Step> step = group(group, groups);
      if (step.isPresent()) {
        return step.get();
      }
    }
    boolean allGone = groups.isEmpty() && !Results.of(run.state()).isEmpty();
    return succeeded(
        allGone ? "successfully synced (all tasks run)" : "successfully synced (no more tasks)");
  }

  /** What is still to do in a group; empty where it is done and the next may begin. */
  private Optional<Step> group(Group group, List<Group> groups) {
    become(PruneGate.settled(run, tasks.regular().in(group)));
    Tasks pending = in(group).where(Task::pending);
    if (!pending.isEmpty() && in(group).stream().noneMatch(task -> task.prune() && task.failed())) {
      if (!dryRun()) {
        return Optional.of(begin(group, pending));
      }
      pending.ordered().forEach(task -> become(DryRun.done(run, task, seen)));
    }
    if (group.equals(groups.getLast()) && succeededAtOnce(group)) {
      return Optional.of(succeeded("successfully synced (all tasks run)"));
    }
    return awaited(group).or(() -> failure(group)).or(() -> deletions(group)).or(this::releases);
  }

  private boolean succeededAtOnce(Group group) {
    return in(group).stream().noneMatch(task -> task.failed() || task.hook());
  }

  private Step begin(Group group, Tasks pending) {
    boolean begins =
        attempted()
            && !run.memory().lastGroup().equals(Optional.of(group))
            && in(group).stream().allMatch(task -> task.result().isEmpty());
    if (begins) {
      Instant end = run.memory().lastOutcomeAt().orElse(seen.now().steady());
      Instant over = end.plus(seen.settings().sync().waveDelay());
      if (seen.now().isBefore(over)) {
        run = run.with(run.memory().withLastOutcomeAt(end));
        return waiting(Optional.of(over));
      }
    }
    Tasks prunes = pending.where(Task::prune);
    return prunes.isEmpty() ? apply(pending, begins) : prune(prunes);
  }

  /** Whether a group has been at work before; the destination namespace is none. */
  private boolean attempted() {
    return Results.of(run.state()).stream()
        .filter(result -> !isNamespaceTask(result))
        .anyMatch(result ->
            result.outcome().filter(outcome -> outcome != Outcome.PruneSkipped).isPresent());
  }

  private Step prune(Tasks prunes) {
    List<Task> unconfirmed = PruneGate.unconfirmed(run, prunes, seen);
    if (!unconfirmed.isEmpty()) {
      return says(Waiting.forConfirmation(unconfirmed), Optional.empty());
    }
    List<Task> batch = PruneBatches.first(prunes.ordered());
    List<SyncCommand> commands =
        batch.stream().map(task -> PruneBatches.deletion(task, run)).toList();
    return execute(commands, batch, true);
  }

  private Step apply(Tasks pending, boolean saveFirst) {
    Tasks stale = pending.where(task -> task.hook() && task.live().isPresent());
    if (!stale.isEmpty()) {
      HookCleanup.Asked asked = HookCleanup.all(run, stale);
      become(asked.run());
      return asked.commands().isEmpty()
          ? says(Waiting.forDeletion(stale.ordered()), Optional.empty())
          : execute(asked.commands(), deleted(asked, stale), true);
    }
    List<Task> batch = Batches.ofOneKind(pending.ordered());
    Optional<Instant> definition = Batches.definitionDue(batch.getFirst(), run, seen);
    if (definition.isPresent()) {
      return waiting(definition);
    }
    boolean hooks = batch.stream().anyMatch(Task::hook);
    become(HookTasks.announced(HookCleanup.recreated(run, batch), batch));
    return execute(applies(batch), batch, saveFirst || hooks);
  }

  private static List<Task> deleted(HookCleanup.Asked asked, Tasks stale) {
    List<SyncCommand> deletions =
        asked.commands().stream().filter(SyncCommand.DeleteHook.class::isInstance).toList();
    return stale.stream().filter(task -> SyncCommand.keys(deletions).contains(task.key())).toList();
  }

  private List<SyncCommand> applies(List<Task> batch) {
    return batch.stream()
        .<SyncCommand>map(task -> new SyncCommand.Apply(ApplyRequests.of(task, run, seen)))
        .toList();
  }

  /** Waits for health between groups, and for the end of hooks always. */
  private Optional<Step> awaited(Group group) {
    Predicate<Task> gated = task -> task.running() && (tasks.multiStep() || task.hook());
    become(Gates.judged(run, in(group).where(gated)));
    return waitedFor(in(group).where(gated));
  }

  private Optional<Step> waitedFor(Tasks running) {
    if (running.isEmpty()) {
      return Optional.empty();
    }
    List<SyncCommand> looks =
        running.stream()
            .filter(task -> Unseen.overdue(task, run, seen.now().steady()))
            .<SyncCommand>map(task -> new SyncCommand.Look(task.key()))
            .toList();
    String message = Waiting.forHealth(running.ordered());
    if (!looks.isEmpty()) {
      return Optional.of(
          new Step.Execute(run.saying(OperationPhase.Running, message), looks, false));
    }
    boolean unseen = running.stream().anyMatch(task -> Unseen.isUnseen(task, run));
    return Optional.of(
        says(message, unseen ? Optional.of(seen.now().plus(Unseen.PATIENCE)) : Optional.empty()));
  }

  private Optional<Step> deletions(Group group) {
    List<Task> going =
        in(group).stream()
            .filter(task -> task.prune() && task.hasOutcome(Outcome.Pruned))
            .filter(task -> task.terminating() || Unseen.isUnseen(task, run))
            .toList();
    return going.isEmpty() || dryRun()
        ? Optional.empty()
        : Optional.of(
            says(
                Waiting.forDeletion(going),
                going.stream().anyMatch(task -> !task.terminating())
                    ? Optional.of(seen.now().plus(Unseen.PATIENCE))
                    : Optional.empty()));
  }

  private Optional<Step> releases() {
    return cleanup(HookCleanup.ended(run, tasks, Optional.empty()));
  }

  private Optional<Step> cleanup(HookCleanup.Asked asked) {
    become(asked.run());
    return asked.commands().isEmpty() || dryRun()
        ? Optional.empty()
        : Optional.of(new Step.Execute(run, asked.commands(), false));
  }

  private Step succeeded(String message) {
    return cleanup(HookCleanup.ended(run, tasks, Optional.of(DeletePolicy.HOOK_SUCCEEDED)))
        .orElseGet(() -> ended(OperationPhase.Succeeded, message));
  }

  /** After a failure the SyncFail hooks run to their end, and only then is the attempt over. */
  private Optional<Step> failure(Group group) {
    if (in(group).stream().noneMatch(Task::failed)) {
      return Optional.empty();
    }
    Tasks pending = tasks.syncFail().where(Task::pending);
    if (!pending.isEmpty()) {
      return Optional.of(apply(pending, true));
    }
    become(Gates.judged(run, tasks.syncFail().where(Task::running)));
    return waitedFor(tasks.syncFail().where(Task::running))
        .or(() -> cleanup(HookCleanup.ended(run, tasks, Optional.of(DeletePolicy.HOOK_FAILED))))
        .or(() -> Optional.of(ended(OperationPhase.Failed, failureText())));
  }

  private String failureText() {
    String text = reasoned(UNSUCCESSFUL, tasks.regular());
    boolean hooksFailed =
        tasks.syncFail().stream().anyMatch(task -> task.hasOutcome(Outcome.SyncFailed));
    return hooksFailed
        ? text + "\n" + reasoned("one or more SyncFail hooks failed", tasks.syncFail())
        : text;
  }

  private static String reasoned(String message, Tasks tasks) {
    String reasons =
        tasks.stream()
            .filter(task -> task.hasOutcome(Outcome.SyncFailed))
            .flatMap(task -> task.result().map(ResourceResult::message).stream())
            .distinct()
            .collect(Collectors.joining(","));
    return reasons.isEmpty() ? message : message + ", reason: " + reasons;
  }

  private Tasks in(Group group) {
    return tasks.regular().in(group);
  }

  private boolean dryRun() {
    return run.state().operation().sync().dryRun();
  }

  private void become(SyncRun changed) {
    if (!changed.equals(run)) {
      run = changed;
      tasks = Tasks.of(changed, seen);
    }
  }

  private Step execute(List<SyncCommand> commands, List<Task> batch, boolean saveFirst) {
    RunMemory memory =
        batch.isEmpty() ? run.memory() : run.memory().withLastGroup(batch.getFirst().group());
    run =
        run.with(
                memory.withInFlight(
                    batch.stream().collect(Collectors.toMap(Task::key, Results::blank))))
            .saying(OperationPhase.Running, "one or more tasks are running");
    return new Step.Execute(run, commands, saveFirst);
  }

  private Step ended(OperationPhase phase, String message) {
    return Sync.ended(run, phase, message, seen);
  }

  private Step waiting(Optional<Instant> until) {
    return new Step.Wait(run, earliest(until), false);
  }

  /** Saved when there is something new to say. */
  private Step says(String message, Optional<Instant> until) {
    boolean news = !message.equals(run.state().message());
    return new Step.Wait(run.saying(OperationPhase.Running, message), earliest(until), news);
  }

  private Optional<Instant> earliest(Optional<Instant> until) {
    return Stream.concat(until.stream(), Sync.deadline(run, seen).stream()).min(Instant::compareTo);
  }
}
