package dev.kilter.control.sync;

import dev.kilter.control.deletion.DeletionBatch;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.queue.Priority;
import dev.kilter.control.refresh.Evaluation;
import dev.kilter.control.refresh.Evaluation.Outcome;
import dev.kilter.control.refresh.Evaluations;
import dev.kilter.control.refresh.Refresh;
import dev.kilter.control.refresh.RefreshLevel;
import dev.kilter.control.refresh.Refreshes;
import dev.kilter.control.refresh.Scene;
import dev.kilter.control.state.Agenda;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.control.view.Evaluated;
import dev.kilter.control.write.Writes;
import dev.kilter.engine.prune.Claim;
import dev.kilter.engine.prune.Prune;
import dev.kilter.engine.sync.History;
import dev.kilter.engine.sync.Observation;
import dev.kilter.engine.sync.Permission;
import dev.kilter.engine.sync.Retries;
import dev.kilter.engine.sync.Step;
import dev.kilter.engine.sync.Sync;
import dev.kilter.engine.sync.SyncCommand;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.store.Tombstones;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Drives sync runs: picks up operations, asks the engine for the next step, saves and executes it.
 * All that must survive stands in {@code status.operationState}; every look decides anew from there
 * and from what is seen.
 */
public final class Runs {
  private static final Duration RECHECK = Duration.ofSeconds(10);
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final Duration QUIET_AT_WORK = Duration.ofMinutes(1);

  /** How long the end of a run waits for the verdict on what it did, to be written with it. */
  private static final Duration VERDICT = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Outgoing out;
  private final Agenda agenda;
  private final Refreshes refreshes;
  private final Revisions revisions;
  private final Records records;
  private final Map<ApplicationId, Run> runs = new HashMap<>();

  public Runs(
      Surroundings surroundings,
      Outgoing out,
      Agenda agenda,
      Refreshes refreshes,
      Evaluations evaluations) {
    this.surroundings = surroundings;
    this.out = out;
    this.agenda = agenda;
    this.refreshes = refreshes;
    revisions = new Revisions(out, agenda, refreshes, evaluations);
    records = new Records(out);
  }

  public boolean running(ApplicationId id) {
    return runs.containsKey(id);
  }

  /** Whether commands of a run are under way, so that its state is about to change. */
  public boolean executing(ApplicationId id) {
    Run run = runs.get(id);
    return run != null && (run.executing().isPresent() || run.saving());
  }

  /** A run that is young, or at work, writes soon, and the status with it; a burst takes longer. */
  public Instant quietUntil(ApplicationId id) {
    Run run = runs.get(id);
    if (run == null || !run.begun() || run.resumed()) {
      return Instant.MIN;
    }
    return run.takenUp().plus(executing(id) ? QUIET_AT_WORK : QUIET);
  }

  public boolean anyExecuting() {
    return runs.keySet().stream().anyMatch(this::executing);
  }

  /** The run's own evaluation, where it has one. */
  public Optional<Evaluation> pinned(ApplicationId id) {
    return Optional.ofNullable(runs.get(id)).flatMap(Run::pinned);
  }

  public void forget(ApplicationId id) {
    runs.remove(id);
    out.cancel(timer(id));
  }

  /** Starts what automation decided on, at the commits that were just compared. */
  public void begin(KnownApplication known, Operation operation, Refresh refresh, Moment now) {
    OperationState state = Standing.started(operation, now);
    Run run = Run.automatic(state, now);
    refresh.evaluation().evaluated().ifPresent(run::sees);
    run.state(Revisions.pinned(known, run, refresh.evaluation()));
    runs.put(known.id(), run);
  }

  public void liveChanged(KnownApplication known, Moment now) {
    pinned(known.id())
        .ifPresent(evaluation -> evaluation.request(RefreshLevel.COMPARE, Priority.RUN, now));
  }

  /** Looks what the application's run needs next. */
  public void advance(KnownApplication known, Refresh refresh, Moment now) {
    Run run = runs.get(known.id());
    if (run == null) {
      Optional<Run> found =
          surroundings.stopping() ? Optional.empty() : Standing.takeUp(known.current(), now);
      if (found.isEmpty()) {
        return;
      }
      run = found.get();
      runs.put(known.id(), run);
    }
    if (run.saving() || run.executing().isPresent()) {
      return;
    }
    if (Standing.lost(known.current(), run)) {
      forget(known.id());
      agenda.look(known.id());
      return;
    }
    Standing.adoptTermination(known.current(), run);
    Optional<Instant> retry = Retries.dueAt(run.state(), now);
    if (retry.filter(now::isBefore).isPresent()) {
      out.wakeAt(timer(known.id()), retry.get());
    } else if (surroundings.stopping()) {
      park(run);
    } else {
      look(known, run, refresh, now);
    }
  }

  private void look(KnownApplication known, Run run, Refresh refresh, Moment now) {
    if (refresh.outcome() == Outcome.FAILED && refresh.scene().isEmpty()) {
      Optional<String> why = refresh.problem().map(found -> found.failure().message());
      step(known, run, Optional.empty(), why, now);
      return;
    }
    Optional<String> denied = revisions.denied(known, run, refresh);
    if (denied.isPresent()) {
      step(known, run, Optional.empty(), denied, now);
      return;
    }
    Optional<Evaluation> concluded =
        refresh.scene().flatMap(scene -> revisions.concluded(known, run, refresh, scene, now));
    if (concluded.isEmpty()) {
      Optional<Evaluated> last = run.pinned().orElseGet(refresh::evaluation).evaluated();
      if (run.state().phase() == OperationPhase.Terminating && last.isPresent()) {
        step(known, run, last, Optional.empty(), now);
      } else if (Revisions.owesFirstWord(run, now)) {
        run.save(List.of());
      }
      return;
    }
    Evaluation evaluation = concluded.get();
    if (evaluation.outcome() == Outcome.READY) {
      if (!run.begun()
          && run.operation().sync().prune()
          && !Inventory.written(known.current(), evaluation)) {
        return;
      }
      run.state(Revisions.pinned(known, run, evaluation));
      step(known, run, evaluation.evaluated(), Optional.empty(), now);
    } else {
      failed(known, run, evaluation, now);
    }
  }

  /** A run that began waits for what is only out of reach; anything else ends it. */
  private void failed(KnownApplication known, Run run, Evaluation evaluation, Moment now) {
    Failure failure = evaluation.failure().orElseThrow();
    boolean began = run.state().syncResult().isPresent();
    boolean terminating = run.state().phase() == OperationPhase.Terminating;
    if (began && !terminating && Revisions.outOfReach(failure)) {
      evaluation.request(RefreshLevel.LATEST, Priority.RUN, now);
      out.wakeAt(timer(known.id()), now.plus(RECHECK));
    } else {
      step(known, run, Optional.empty(), Optional.of(failure.message()), now);
    }
  }

  private void step(
      KnownApplication known,
      Run run,
      Optional<Evaluated> evaluated,
      Optional<String> startFailure,
      Moment now) {
    Application application = known.current();
    Evaluated seen = evaluated.orElse(Evaluated.NOTHING);
    evaluated.ifPresent(run::sees);
    Optional<Scene> scene = refreshes.find(known.id()).flatMap(Refresh::scene);
    Observation observation =
        new Observation(
            application,
            scene.<Permission>map(ProjectPermission::of).orElse(ProjectPermission.NOTHING),
            seen.desired(),
            seen.comparison(),
            seen.live(),
            seen.apiResources(),
            surroundings.settings(),
            seen::schema,
            run.takeOutcomes(),
            startFailure,
            now);
    Step step = Sync.next(run.run(), observation);
    run.run(step.run());
    switch (step) {
      case Step.Execute(_, var commands, var saveFirst) -> {
        if (saveFirst || !run.begun() || !pinSaved(run)) {
          run.save(commands);
        } else {
          execute(known, run, commands, now);
        }
      }
      case Step.Wait(_, var until, var save) -> {
        until.ifPresent(at -> out.wakeAt(timer(known.id()), at));
        if ((save || !run.begun()) && !run.state().equals(run.lastSaved())) {
          run.save(List.of());
        }
      }
      case Step.Finished _ -> finish(known, run, now);
    }
  }

  private void finish(KnownApplication known, Run run, Moment now) {
    run.finish();
    if (run.state().phase().completed() && run.begun() && !surroundings.stopping()) {
      refreshes.request(known, RefreshLevel.COMPARE, Priority.RUN, now);
      run.awaitsVerdictUntil(now.plus(VERDICT));
      agenda.look(known.id());
    }
  }

  private void execute(KnownApplication known, Run run, List<SyncCommand> commands, Moment now) {
    Optional<Scene> scene = refreshes.find(known.id()).flatMap(Refresh::scene);
    if (commands.isEmpty() || scene.isEmpty()) {
      agenda.look(known.id());
      return;
    }
    Execution execution = new Execution(out, known.id(), scene.get().server());
    run.execute(execution, now);
    execution.start(
        commands,
        deletions(
            known, run, scene.get().server(), Execution.planHash(commands, run.state()), now));
  }

  private DeletionBatch deletions(
      KnownApplication known, Run run, String server, String planHash, Moment now) {
    Application application = known.current();
    Optional<SyncResult> results = run.state().syncResult();
    Tombstones.Batch grave =
        new Tombstones.Batch(
            known.id(),
            now.wall(),
            String.join(", ", results.map(SyncResult::revisions).orElse(List.of())),
            "pruned: Git no longer names it",
            planHash,
            List.of());
    return new DeletionBatch(
        out,
        new DeletionBatch.Orders(
            server,
            grave,
            (live, candidate) ->
                Prune.prove(
                    live,
                    Claim.of(
                        application,
                        surroundings.options().instanceName(known.id()),
                        surroundings.settings().tracking(),
                        run.basis().desired(),
                        results,
                        candidate.uid()))));
  }

  /** The write that the run waits for. */
  public Optional<Writes.Kind> wantedWrite(ApplicationId id) {
    return Optional.ofNullable(runs.get(id))
        .filter(Run::saving)
        .map(run -> run.begins() ? Writes.Kind.BEGIN : Writes.Kind.SAVE);
  }

  /** Until when the end of a run waits for the comparison after it; MIN where it does not. */
  public Instant verdictUntil(ApplicationId id) {
    Run run = runs.get(id);
    boolean busy =
        refreshes.find(id).filter(refresh -> refresh.outcome() == Outcome.BUSY).isPresent();
    return run == null || !busy || surroundings.stopping() ? Instant.MIN : run.verdictUntil();
  }

  /**
   * The command that makes that write.
   *
   * @param verdict what the status should say beside the run, where the comparison after the run is
   *     there
   */
  public Function<Ticket, Command> write(
      KnownApplication known, Optional<ApplicationStatus> verdict, Moment now) {
    Run run = java.util.Objects.requireNonNull(runs.get(known.id()));
    Application read = known.current();
    OperationState state = run.state();
    if (run.begins()) {
      return ticket -> new Command.BeginOperation(ticket, read, state.operation(), state);
    }
    if (!state.phase().completed()) {
      return ticket -> new Command.SaveOperationState(ticket, read, state, read.status());
    }
    Optional<ApplicationStatus> after = verdict.filter(_ -> run.awaitsVerdict());
    run.judged(after.isPresent());
    ApplicationStatus status =
        after
            .orElse(read.status())
            .withHistory(
                History.append(
                    read.status().history(),
                    state,
                    read.spec().revisionHistoryLimit(),
                    now.wall()));
    return ticket -> new Command.SaveOperationState(ticket, read, state, status);
  }

  /** A save or a begin was answered. */
  public void written(KnownApplication known, Result<Application> result, Moment now) {
    Run run = runs.get(known.id());
    if (run == null || !run.saving()) {
      return;
    }
    switch (result) {
      case Result.Success<Application>(var application) -> {
        boolean first = !run.begun();
        List<SyncCommand> next = run.saved();
        if (first) {
          records.started(application, run.state());
        }
        if (run.finished()) {
          ended(known, run, now);
        } else if (!next.isEmpty()) {
          execute(known, run, next, now);
        }
      }
      case Result.Failed<Application>(var failure) -> {
        if (run.begins() || failure instanceof Failure.NotFound) {
          forget(known.id());
        }
      }
    }
    agenda.look(known.id());
  }

  private void ended(KnownApplication known, Run run, Moment now) {
    if (!run.state().phase().completed()) {
      run.attemptOver();
      return;
    }
    records.completed(known.current(), run, now);
    forget(known.id());
    if (!run.judged()) {
      // What was compared before the run is the past: no decision may stand on it any more, also
      // while the watch has not brought back what was applied.
      refreshes.request(known, RefreshLevel.COMPARE, Priority.RUN, now);
    }
    refreshes.request(
        known,
        run.operation().initiatedBy().automated() ? RefreshLevel.LATEST : RefreshLevel.FORCED,
        Priority.RUN,
        now);
  }

  public void applied(Ticket ticket, ResourceKey key, ApplyOutcome outcome, Moment now) {
    answered(ticket, now, execution -> execution.applied(ticket, key, outcome));
  }

  public void read(Ticket ticket, ResourceKey key, Result<Manifest> live, Moment now) {
    answered(ticket, now, execution -> execution.read(ticket, key, live));
  }

  public void buried(Ticket ticket, Result<String> id, Moment now) {
    answered(ticket, now, execution -> execution.buried(ticket, id));
  }

  public void deleted(Ticket ticket, ResourceKey key, DeleteOutcome outcome, Moment now) {
    answered(ticket, now, execution -> execution.deleted(ticket, key, outcome));
  }

  private void answered(Ticket ticket, Moment now, Consumer<Execution> take) {
    Run run = runs.get(ticket.application());
    if (run == null || run.executing().isEmpty()) {
      return;
    }
    take.accept(run.executing().get());
    if (run.executing().get().done()) {
      run.executed(run.state().message(), now);
      if (run.madeNamespace()) {
        compareAgain(ticket.application(), now); // it carries no mark: no watch tells of it
      }
      agenda.look(ticket.application());
    }
  }

  /** A write that changed no field is told by no watch: who waits to see it looks by himself. */
  public void timerFired(ApplicationId id, Moment now) {
    Run run = runs.get(id);
    if (run != null && !run.run().memory().unseen().isEmpty()) {
      compareAgain(id, now);
    }
  }

  private void compareAgain(ApplicationId id, Moment now) {
    pinned(id)
        .or(() -> refreshes.find(id).map(Refresh::evaluation))
        .ifPresent(seen -> seen.request(RefreshLevel.COMPARE, Priority.RUN, now));
  }

  /** Nothing new is begun; what is known is saved so that the next process goes on from there. */
  private static void park(Run run) {
    if (run.begun() && !run.state().equals(run.lastSaved())) {
      run.save(List.of());
    }
  }

  /** No object may be touched before it is written down which commits the run stays at. */
  private static boolean pinSaved(Run run) {
    return run.lastSaved().syncResult().isPresent();
  }

  private static TimerId timer(ApplicationId id) {
    return TimerId.of(TimerId.Kind.RUN, id);
  }
}
