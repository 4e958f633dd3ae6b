package dev.kilter.control.sync;

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
import dev.kilter.engine.policy.ProjectPolicy;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run deploys. It shares the application's own evaluation while that stands at the run's
 * commits, so that one comparison serves both; otherwise it has one that stays where it is.
 */
final class Revisions {
  private static final Duration FIRST_WORD = Duration.ofSeconds(2);

  private final Outgoing out;
  private final Agenda agenda;
  private final Refreshes refreshes;
  private final Evaluations evaluations;

  Revisions(Outgoing out, Agenda agenda, Refreshes refreshes, Evaluations evaluations) {
    this.out = out;
    this.agenda = agenda;
    this.refreshes = refreshes;
    this.evaluations = evaluations;
  }

  /** The evaluation that came to an end for this run; empty while it is under way. */
  Optional<Evaluation> concluded(
      KnownApplication known, Run run, Refresh refresh, Scene scene, Moment now) {
    Evaluation tracked = refresh.evaluation();
    List<Source> sources = sources(known, run);
    List<String> revisions = revisions(run);
    boolean own = sources.equals(known.current().spec().sources());
    if (own && revisions.isEmpty()) {
      if (!run.refreshed()) {
        run.refreshAsked();
        refreshes.request(known, RefreshLevel.FORCED, Priority.USER, now);
        agenda.look(known.id());
        firstWord(known, run);
        return Optional.empty();
      }
      return ended(known, run, tracked);
    }
    if (own && tracked.commits().equals(revisions) && tracked.outcome() != Outcome.FAILED) {
      return ended(known, run, tracked);
    }
    Evaluation pinned = run.pinned().orElseGet(() -> pin(run, sources, revisions, tracked, now));
    evaluations.advance(pinned, scene, true);
    return ended(known, run, pinned);
  }

  /** An operation may bring sources of its own: they need the project's leave as the spec's do. */
  Optional<String> denied(KnownApplication known, Run run, Refresh refresh) {
    return refresh
        .scene()
        .map(scene -> new ProjectPolicy(scene.project()))
        .flatMap(policy ->
            sources(known, run).stream()
                .map(Source::repoUrl)
                .filter(url -> !policy.permitsSource(url))
                .findFirst()
                .map(url ->
                    "application repo "
                        + url
                        + " is not permitted in project '"
                        + policy.project().name()
                        + "'"));
  }

  private static Evaluation pin(
      Run run, List<Source> sources, List<String> revisions, Evaluation tracked, Moment now) {
    Evaluation pinned = Evaluation.pinned(sources, revisions);
    pinned.startFrom(tracked);
    pinned.request(RefreshLevel.FORCED, Priority.RUN, now);
    run.pinned(pinned);
    return pinned;
  }

  private Optional<Evaluation> ended(KnownApplication known, Run run, Evaluation evaluation) {
    if (evaluation.outcome() == Outcome.BUSY) {
      firstWord(known, run);
      return Optional.empty();
    }
    return Optional.of(evaluation);
  }

  /** Who asked for the sync sees it Running soon, also while its revision is still looked for. */
  private void firstWord(KnownApplication known, Run run) {
    if (!run.begun()) {
      out.wakeAt(TimerId.of(TimerId.Kind.RUN, known.id()), run.takenUp().plus(FIRST_WORD));
    }
  }

  static boolean owesFirstWord(Run run, Moment now) {
    return !run.begun() && !now.isBefore(run.takenUp().plus(FIRST_WORD));
  }

  /** What fails so may be there again in a moment. */
  static boolean outOfReach(Failure failure) {
    return switch (failure) {
      case Failure.RepositoryUnreachable _,
          Failure.RepositoryDenied _,
          Failure.ClusterUnreachable _,
          Failure.OtherCluster _,
          Failure.ToolMissing _,
          Failure.Defect _ ->
          true;
      default -> false;
    };
  }

  private static List<Source> sources(KnownApplication known, Run run) {
    Optional<SyncResult> result = run.state().syncResult();
    if (result.isPresent() && !result.get().sources().isEmpty()) {
      return result.get().sources();
    }
    Operation.Sync sync = run.operation().sync();
    return sync.sources().isEmpty() ? known.current().spec().sources() : sync.sources();
  }

  private static List<String> revisions(Run run) {
    return run.state()
        .syncResult()
        .map(SyncResult::revisions)
        .filter(revisions -> !revisions.isEmpty())
        .orElseGet(() -> run.operation().sync().revisions());
  }

  /** The state with the commits that all of the run stays at. */
  static OperationState pinned(KnownApplication known, Run run, Evaluation evaluation) {
    OperationState state = run.state();
    if (state.syncResult().isPresent()) {
      return state;
    }
    SyncResult result =
        new SyncResult(
            List.of(),
            evaluation.commits(),
            sources(known, run),
            known.current().spec().multiSource(),
            known.current().spec().syncPolicy().managedNamespaceMetadata());
    return new OperationState(
        state.operation(),
        state.phase(),
        state.message(),
        Optional.of(result),
        state.startedAt(),
        state.finishedAt(),
        state.retryCount());
  }
}
