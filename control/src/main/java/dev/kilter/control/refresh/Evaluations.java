package dev.kilter.control.refresh;

import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.CompareTask;
import dev.kilter.control.message.CompareTask.RenderedSource;
import dev.kilter.control.message.RenderTask;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.queue.QueueLoad;
import dev.kilter.control.queue.WorkQueue;
import dev.kilter.control.refresh.Evaluation.Outstanding;
import dev.kilter.control.refresh.Evaluation.Progress;
import dev.kilter.control.refresh.Renderings.Need;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.control.view.Evaluated;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves evaluations on: looks at what is missing next and asks for exactly that. Looking again
 * never asks twice, so any event may cause a look.
 */
public final class Evaluations {
  /** How long the first listing of a cluster may take before it is called a failure. */
  private static final Duration LISTING = Duration.ofMinutes(1);

  private final Surroundings surroundings;
  private final Outgoing out;
  private final TrackedRefs refs;
  private final Renderings renderings;
  private final WorkQueue<Turn> queue;
  private final Map<Turn, Waiting> waiting = new HashMap<>();
  private final Map<Ticket, Turn> running = new HashMap<>();

  /** One turn in the queue: an application's own evaluation, or that of its sync run. */
  private record Turn(ApplicationId application, boolean pinned) {}

  private record Waiting(Evaluation evaluation, Scene scene) {}

  /** Through what repositories are asked, once for all. */
  public record Asking(TrackedRefs refs, ChangeSets changes, Signatures signatures) {}

  public Evaluations(Surroundings surroundings, Outgoing out, Asking asking) {
    this.surroundings = surroundings;
    this.out = out;
    this.refs = asking.refs();
    renderings = new Renderings(surroundings, asking);
    queue =
        new WorkQueue<>(
            surroundings.options().heavyInFlight(), surroundings.options().heavyPerGroup());
  }

  public QueueLoad load() {
    return queue.load();
  }

  /** Asks for what is missing next, or brings the evaluation to its end. */
  public void advance(Evaluation evaluation, Scene scene, boolean pinned) {
    if (evaluation.outstanding().isPresent()) {
      evaluation.again();
      return;
    }
    switch (need(evaluation, scene)) {
      case Need.Nothing() -> evaluation.conclude(Optional.empty());
      case Need.Failed(var failure) -> evaluation.conclude(Optional.of(failure));
      case Need.Answer() -> evaluation.again();
      case Need.Render(var source, var commit) ->
          queue(evaluation, scene, pinned, evaluation.progress().get(source).source().repoUrl());
      case Need.Compare() -> queue(evaluation, scene, pinned, scene.server());
    }
  }

  private void queue(Evaluation evaluation, Scene scene, boolean pinned, String group) {
    evaluation.again();
    Turn turn = new Turn(scene.id(), pinned);
    waiting.put(turn, new Waiting(evaluation, scene));
    queue.offer(turn, evaluation.priority(), group, evaluation.queued(scene.now()));
  }

  /** Starts what may start; what is no longer needed gives its turn back. */
  public void start() {
    List<Turn> turns = queue.take();
    while (!turns.isEmpty()) {
      for (Turn turn : turns) {
        Waiting found = waiting.remove(turn);
        if (found == null || !ask(turn, found.evaluation(), found.scene())) {
          queue.done(turn);
        }
      }
      turns = queue.take();
    }
  }

  private boolean ask(Turn turn, Evaluation evaluation, Scene scene) {
    if (evaluation.outstanding().isPresent()) {
      return false;
    }
    switch (need(evaluation, scene)) {
      case Need.Render(var source, var commit) -> {
        Ticket ticket = out.ticket(scene.id());
        RenderTask task =
            renderings.task(evaluation, evaluation.progress().get(source), commit, scene);
        evaluation.asked(new Outstanding.Render(ticket, source, task));
        running.put(ticket, turn);
        out.add(new Command.Render(ticket, task));
        return true;
      }
      case Need.Compare() -> {
        Ticket ticket = out.ticket(scene.id());
        CompareTask task = compareTask(evaluation, scene);
        evaluation.asked(new Outstanding.Compare(ticket, task));
        running.put(ticket, turn);
        out.add(new Command.Compare(ticket, task));
        return true;
      }
      case Need.Nothing(), Need.Answer(), Need.Failed(_) -> {
        advance(evaluation, scene, turn.pinned());
        return false;
      }
    }
  }

  /** Takes a rendering; the evaluations are those that may have asked for it. */
  public void rendered(Ticket ticket, Rendering rendering, List<Evaluation> askers) {
    release(ticket);
    for (Evaluation asker : askers) {
      if (asker.outstanding().orElse(null) instanceof Outstanding.Render render
          && render.ticket().equals(ticket)) {
        asker.rendered(render, rendering);
      }
    }
  }

  public void compared(Ticket ticket, Result<Evaluated> result, List<Evaluation> askers) {
    release(ticket);
    for (Evaluation asker : askers) {
      if (asker.outstanding().orElse(null) instanceof Outstanding.Compare compare
          && compare.ticket().equals(ticket)) {
        switch (result) {
          case Result.Success<Evaluated>(var evaluated) -> asker.compared(compare, evaluated);
          case Result.Failed<Evaluated>(var failure) -> asker.compareFailed(compare, failure);
        }
      }
    }
  }

  /**
   * Whether something that the application reads changed since these commits; empty while it is
   * being found out. Unknown commits count as a change.
   */
  public Optional<Boolean> touchedSince(Evaluation evaluation, Scene scene, List<String> commits) {
    return renderings.touchedSince(evaluation, scene, commits);
  }

  /**
   * Moves an evaluation that is at its end on from one commit to the next, where all its sources
   * stand at the first, follow a ref that stands at the second, and read nothing that changed.
   */
  boolean passesBy(Evaluation evaluation, Scene scene, ChangesKey key, List<String> changed) {
    return renderings.passesBy(evaluation, scene, key, changed);
  }

  public void forget(ApplicationId application) {
    for (boolean pinned : new boolean[] {false, true}) {
      Turn turn = new Turn(application, pinned);
      queue.cancel(turn);
      waiting.remove(turn);
    }
    refs.forget(application);
  }

  private void release(Ticket ticket) {
    Turn turn = running.remove(ticket);
    if (turn != null) {
      queue.done(turn);
    }
  }

  private Need need(Evaluation evaluation, Scene scene) {
    Need sources = renderings.need(evaluation, scene);
    return sources instanceof Need.Nothing ? comparison(evaluation, scene) : sources;
  }

  private Need comparison(Evaluation evaluation, Scene scene) {
    CompareTask task = compareTask(evaluation, scene);
    boolean same =
        !evaluation.liveMoved()
            && evaluation.comparedBy().filter(by -> sameInputs(by, task)).isPresent();
    if (!same) {
      return new Need.Compare();
    }
    if (evaluation.compareFailure().isPresent()) {
      return new Need.Failed(evaluation.compareFailure().get());
    }
    return evaluation
        .incompleteSince(scene.now())
        .map(since -> listing(since, evaluation, scene))
        .orElseGet(Need.Nothing::new);
  }

  /**
   * While the cluster is being listed, absence proves nothing: wait, but say so where a kind fails
   * to be listed, and after a while in any case.
   */
  private Need listing(Moment since, Evaluation evaluation, Scene scene) {
    Listing listing =
        new Listing(
            scene.server(),
            evaluation.evaluated().map(found -> found.live().unlisted()).orElse(Map.of()));
    Instant patience = since.plus(LISTING);
    if (listing.failing()) {
      return new Need.Failed(listing.failure());
    }
    if (scene.now().isBefore(patience)) {
      out.wakeAt(TimerId.of(TimerId.Kind.RESYNC, scene.id()), patience);
      return new Need.Answer();
    }
    return new Need.Failed(listing.stillGoingOn(since));
  }

  /** Everything that a verdict stands on but the live state. */
  @SuppressWarnings("ReferenceEquality") // a rendering that was kept is the same object
  private static boolean sameInputs(CompareTask one, CompareTask other) {
    return one.cluster().equals(other.cluster())
        && one.settings().equals(other.settings())
        && one.project().equals(other.project())
        && sameRules(one.application(), other.application())
        && one.renderings().size() == other.renderings().size()
        && java.util.stream.IntStream.range(0, one.renderings().size())
            .allMatch(
                i -> one.renderings().get(i).rendering() == other.renderings().get(i).rendering());
  }

  private static boolean sameRules(Application one, Application other) {
    return one.spec().destination().equals(other.spec().destination())
        && one.spec().ignoreDifferences().equals(other.spec().ignoreDifferences())
        && one.annotation(Annotations.COMPARE_OPTIONS)
            .equals(other.annotation(Annotations.COMPARE_OPTIONS));
  }

  private CompareTask compareTask(Evaluation evaluation, Scene scene) {
    List<RenderedSource> renderings = new ArrayList<>();
    for (Progress progress : evaluation.progress()) {
      progress
          .rendered()
          .filter(_ -> !progress.refOnly())
          .ifPresent(at -> renderings.add(new RenderedSource(progress.source(), at.rendering())));
    }
    CompareTask task =
        new CompareTask(
            scene.application(),
            surroundings.options().instanceName(scene.id()),
            scene.cluster(),
            surroundings.settings(),
            scene.project(),
            renderings,
            evaluation.evaluated(),
            false);
    boolean same =
        evaluation.compareFailure().isEmpty()
            && evaluation.comparedBy().filter(by -> sameInputs(by, task)).isPresent();
    return same ? task.withSameDesired() : task;
  }
}
