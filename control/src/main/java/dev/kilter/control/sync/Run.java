package dev.kilter.control.sync;

import dev.kilter.control.refresh.Evaluation;
import dev.kilter.control.view.Evaluated;
import dev.kilter.engine.sync.SyncCommand;
import dev.kilter.engine.sync.SyncCommand.Outcome;
import dev.kilter.engine.sync.SyncRun;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.store.Journal;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One application's sync run as the loop drives it. Only {@code run.state()} survives a restart.
 */
final class Run {
  private final boolean resumed;
  private final boolean automatic;
  private final Instant takenUp;
  private List<String> imagesBefore = List.of();
  private final List<Journal.Entry.Step> steps = new ArrayList<>();
  private final List<String> tombstones = new ArrayList<>();
  private SyncRun run;
  private OperationState saved;
  private boolean begun;
  private boolean saving;
  private boolean finished;
  private boolean refreshed;
  private boolean judged;
  private Instant verdictUntil = Instant.MIN;
  private Optional<Instant> stepStarted = Optional.empty();
  private Optional<Evaluation> pinned = Optional.empty();
  private Evaluated basis = Evaluated.NOTHING;
  private Optional<Execution> executing = Optional.empty();
  private Optional<HandChanges> byHand = Optional.empty();
  private List<SyncCommand> afterSave = List.of();
  private List<Outcome> outcomes = List.of();

  /** A run that stands on the resource already, or is about to by a first save. */
  static Run takenUp(OperationState state, boolean resumed, Moment now) {
    return new Run(state, resumed, false, now);
  }

  /** A run that automation starts; it begins with a write of operation and state together. */
  static Run automatic(OperationState state, Moment now) {
    Run run = new Run(state, false, true, now);
    run.saving = true;
    run.refreshed = true;
    return run;
  }

  private Run(OperationState state, boolean resumed, boolean automatic, Moment now) {
    this.resumed = resumed;
    this.automatic = automatic;
    takenUp = now.steady();
    run = SyncRun.of(state);
    saved = state;
    begun = resumed;
  }

  SyncRun run() {
    return run;
  }

  OperationState state() {
    return run.state();
  }

  Operation operation() {
    return run.state().operation();
  }

  void run(SyncRun next) {
    run = next;
  }

  void state(OperationState state) {
    run = new SyncRun(state, run.memory());
  }

  boolean resumed() {
    return resumed;
  }

  /** Whether its first write sets the operation, too. */
  boolean begins() {
    return automatic && !begun;
  }

  boolean begun() {
    return begun;
  }

  Instant takenUp() {
    return takenUp;
  }

  /** What ran before it. */
  List<String> imagesBefore() {
    return imagesBefore;
  }

  /** Its first look tells what people had changed; later ones see its own work. */
  void sees(Evaluated evaluated) {
    basis = evaluated;
    if (byHand.isEmpty()) {
      byHand = Optional.of(HandChanges.in(evaluated.comparison()));
      imagesBefore = ImageChanges.in(evaluated.comparison());
    }
  }

  /** What its last step was decided on; what that step asks for is proved by nothing else. */
  Evaluated basis() {
    return basis;
  }

  HandChanges byHand() {
    return byHand.orElse(HandChanges.NONE);
  }

  boolean refreshed() {
    return refreshed;
  }

  void refreshAsked() {
    refreshed = true;
  }

  boolean saving() {
    return saving;
  }

  /** Asks for a save; what follows waits for it. */
  void save(List<SyncCommand> then) {
    saving = true;
    afterSave = then;
  }

  /** The save is done; what was to follow it. */
  List<SyncCommand> saved() {
    saving = false;
    begun = true;
    saved = run.state();
    List<SyncCommand> next = afterSave;
    afterSave = List.of();
    return next;
  }

  /** The state as it was last written. */
  OperationState lastSaved() {
    return saved;
  }

  boolean finished() {
    return finished;
  }

  void finish() {
    finished = true;
    save(List.of());
  }

  /** Its last save waits so long for the comparison after it. */
  void awaitsVerdictUntil(Instant until) {
    verdictUntil = until;
  }

  boolean awaitsVerdict() {
    return verdictUntil.isAfter(Instant.MIN);
  }

  Instant verdictUntil() {
    return verdictUntil;
  }

  /** Whether what it did was compared, and the verdict is written with its end. */
  boolean judged() {
    return judged;
  }

  void judged(boolean compared) {
    judged = compared;
  }

  void attemptOver() {
    finished = false;
    pinned = Optional.empty();
    refreshed = false;
  }

  Optional<Evaluation> pinned() {
    return pinned;
  }

  void pinned(Evaluation evaluation) {
    pinned = Optional.of(evaluation);
  }

  Optional<Execution> executing() {
    return executing;
  }

  void execute(Execution execution, Moment now) {
    executing = Optional.of(execution);
    stepStarted = Optional.of(now.steady());
  }

  /** The step's commands are done: their outcomes stand ready for the next one. */
  void executed(String step, Moment now) {
    executing.ifPresent(execution -> {
      outcomes = execution.outcomes();
      tombstones.addAll(execution.tombstones());
    });
    executing = Optional.empty();
    stepStarted.ifPresent(
        since -> steps.add(new Journal.Entry.Step(step, Duration.between(since, now.steady()))));
  }

  /** Whether the last commands applied a namespace. */
  boolean madeNamespace() {
    return outcomes.stream()
        .anyMatch(outcome ->
            outcome instanceof Outcome.Applied
                && outcome.key().groupKind().equals(new GroupKind("", "Namespace")));
  }

  List<Outcome> takeOutcomes() {
    List<Outcome> taken = outcomes;
    outcomes = List.of();
    return taken;
  }

  List<Journal.Entry.Step> steps() {
    return List.copyOf(steps);
  }

  List<String> tombstones() {
    return List.copyOf(tombstones);
  }
}
