package dev.kilter.control.refresh;

import dev.kilter.control.refresh.Evaluation.Outcome;
import dev.kilter.control.view.ApplicationSnapshot.Problem;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.time.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the look at one application stands: its evaluation, and what keeps it from one. */
public final class Refresh {
  private final Evaluation evaluation;
  private Optional<Scene> scene = Optional.empty();
  private Outcome outcome = Outcome.BUSY;
  private Optional<Problem> problem = Optional.empty();
  private Optional<Instant> failingSince = Optional.empty();
  private Optional<String> asked = Optional.empty();
  private Optional<Instant> due = Optional.empty();
  private Instant lastHard;
  private long rounds;
  private int failures;

  Refresh(Evaluation evaluation, Moment now) {
    this.evaluation = evaluation;
    lastHard = now.steady();
  }

  public Evaluation evaluation() {
    return evaluation;
  }

  /** Around what it is evaluated; empty where the spec does not hold. */
  public Optional<Scene> scene() {
    return scene;
  }

  void scene(Optional<Scene> found) {
    scene = found;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** Why there is no newer verdict, and since when; also while the next look is under way. */
  public Optional<Problem> problem() {
    return problem;
  }

  /** The same by the clock to wait by. */
  public Optional<Instant> failingSince() {
    return failingSince;
  }

  /** Whether the refresh that an annotation asks for is done, so that it can be taken away. */
  public boolean answered() {
    return asked.isPresent() && outcome != Outcome.BUSY;
  }

  Optional<String> asked() {
    return asked;
  }

  void asked(Optional<String> annotation) {
    asked = annotation;
  }

  Optional<Instant> due() {
    return due;
  }

  void due(Optional<Instant> at) {
    due = at;
  }

  Instant lastHard() {
    return lastHard;
  }

  void hard(Instant at) {
    lastHard = at;
  }

  /** How many looks came to an end; tells one conclusion from the next. */
  long rounds() {
    return rounds;
  }

  int failures() {
    return failures;
  }

  void busy() {
    outcome = Outcome.BUSY;
  }

  /** Tells whether this is a new end, not the last one seen again. */
  boolean conclude(Optional<Failure> failure, Moment now) {
    boolean fresh = outcome == Outcome.BUSY;
    outcome = failure.isPresent() ? Outcome.FAILED : Outcome.READY;
    if (fresh) {
      rounds++;
      failures = failure.isPresent() ? failures + 1 : 0;
    }
    problem = failure.map(why -> new Problem(why, problem.map(Problem::since).orElse(now.wall())));
    failingSince = failure.map(_ -> failingSince.orElse(now.steady()));
    return fresh;
  }

  public List<String> commits() {
    return evaluation.commits();
  }
}
