package dev.kilter.control.sync;

import dev.kilter.control.message.TimerId;
import dev.kilter.control.refresh.Evaluation.Outcome;
import dev.kilter.control.refresh.Evaluations;
import dev.kilter.control.refresh.Refresh;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.control.view.Evaluated;
import dev.kilter.control.write.Statuses;
import dev.kilter.engine.policy.SyncWindows;
import dev.kilter.engine.status.Conditions.Finding;
import dev.kilter.engine.sync.ApplyNotes;
import dev.kilter.engine.sync.AutoSync;
import dev.kilter.engine.sync.AutoSync.Decision;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.SyncPolicy.Automated;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.time.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides after each look whether to sync without being asked, and says why not. */
public final class Automation {
  private final Surroundings surroundings;
  private final Outgoing out;
  private final Evaluations evaluations;
  private final Runs runs;
  private final Statuses statuses;
  private final HoldKeeper holds;
  private final Turns turns;

  public Automation(
      Surroundings surroundings,
      Outgoing out,
      Evaluations evaluations,
      Runs runs,
      Statuses statuses) {
    this.surroundings = surroundings;
    this.out = out;
    this.evaluations = evaluations;
    this.runs = runs;
    this.statuses = statuses;
    holds = new HoldKeeper(out);
    turns = new Turns(surroundings, out);
  }

  /** The first that stands in line for a sync, where its turn has come: it is to be looked at. */
  public Optional<ApplicationId> next() {
    return turns.next();
  }

  /**
   * Sums a finished look up, and starts a sync where that is due and nothing forbids it. False
   * while it is not known yet whether it is.
   */
  public boolean advance(KnownApplication known, Refresh refresh, boolean writing, Moment now) {
    if (refresh.outcome() == Outcome.BUSY) {
      return true;
    }
    List<Finding> findings = new ArrayList<>();
    holds.review(known, refresh, now).ifPresent(findings::add);
    ApplyNotes.sentence(known.current().status().operationState())
        .map(sentence -> new Finding(Condition.Type.ApplyWarning, sentence))
        .ifPresent(findings::add);
    ApplicationStatus status = statuses.summarize(known, refresh, findings, now);
    if (refresh.outcome() == Outcome.FAILED
        || runs.running(known.id())
        || surroundings.stopping()
        || status.sync().status().filter(SyncStatus.OutOfSync::equals).isEmpty()) {
      return true;
    }
    Optional<Boolean> matters = revisionMatters(known.current(), refresh);
    if (matters.isEmpty()) {
      return false;
    }
    Decision decision =
        AutoSync.decide(
            new AutoSync.Situation(
                known.current(),
                status.sync().status().orElse(SyncStatus.Unknown),
                status.resources(),
                kept(known.current(), refresh),
                refresh.commits(),
                matters.get(),
                surroundings.settings().sync(),
                now));
    switch (decision) {
      case Decision.Refuse(_, var advice, var retryAt) -> {
        retryAt.ifPresent(at -> out.wakeAt(TimerId.of(TimerId.Kind.RUN, known.id()), at));
        if (advice.isPresent()) {
          findings.add(new Finding(advice.get().type(), advice.get().message()));
          statuses.summarize(known, refresh, findings, now);
        }
      }
      case Decision.Start(var operation) -> {
        if (windowed(refresh)) {
          findings.add(
              new Finding(
                  Condition.Type.SyncError,
                  "Sync windows of project '%s' apply here, and this version of Kilter does not keep"
                          .formatted(known.current().spec().project())
                      + " their times: nothing is synced by itself; kilter app sync "
                      + known.id().name()
                      + " does it"));
          statuses.summarize(known, refresh, findings, now);
        } else {
          return start(known, refresh, operation, writing, now);
        }
      }
    }
    return true;
  }

  private static boolean windowed(Refresh refresh) {
    return refresh.scene().stream()
        .anyMatch(scene -> new SyncWindows(scene.project()).concern(scene.application()));
  }

  private static Set<ResourceKey> kept(Application application, Refresh refresh) {
    Evaluated evaluated = refresh.evaluation().evaluated().orElse(Evaluated.NOTHING);
    return AutoSync.kept(
        evaluated.comparison(), evaluated.live(), application.spec().syncPolicy().syncOptions());
  }

  /** False where it has to wait for its turn, and it is early to say so. */
  private boolean start(
      KnownApplication known, Refresh refresh, Operation operation, boolean writing, Moment now) {
    if (!writing) {
      known.wouldDo(intention(refresh, operation));
    } else if (Inventory.written(known.current(), refresh.evaluation())) {
      if (!turns.take(known.id(), now)) {
        return !turns.unsaid(known.id(), now);
      }
      runs.begin(known, operation, refresh, now);
    }
    return true;
  }

  private static String intention(Refresh refresh, Operation operation) {
    long apply =
        refresh.evaluation().evaluated().stream()
            .flatMap(evaluated -> evaluated.comparison().resources().values().stream())
            .filter(resource -> resource.outOfSync() && !resource.requiresPruning())
            .count();
    long prune =
        refresh.evaluation().evaluated().stream()
            .flatMap(evaluated -> evaluated.comparison().resources().values().stream())
            .filter(resource -> resource.requiresPruning() && operation.sync().prune())
            .count();
    return "sync to "
        + String.join(", ", refresh.commits())
        + ": apply "
        + apply
        + ", prune "
        + prune;
  }

  /**
   * Whether the commit itself is news: not where nothing that is read changed since the last sync.
   * Empty while that is being found out; nobody has to know it where nothing is automated.
   */
  private Optional<Boolean> revisionMatters(Application application, Refresh refresh) {
    List<String> last =
        application
            .status()
            .operationState()
            .flatMap(OperationState::syncResult)
            .map(SyncResult::revisions)
            .orElse(List.of());
    boolean automated =
        application.spec().syncPolicy().automated().filter(Automated::enabled).isPresent();
    if (!automated
        || last.isEmpty()
        || last.equals(refresh.commits())
        || refresh.scene().isEmpty()) {
      return Optional.of(true);
    }
    return evaluations.touchedSince(refresh.evaluation(), refresh.scene().get(), last);
  }

  /** The annotations to write, where a hold is completed or falls. */
  public Optional<Map<String, Optional<String>>> wantedAnnotations(KnownApplication known) {
    return holds.wanted(known);
  }

  public void annotated(KnownApplication known) {
    holds.written(known);
  }

  public void forget(ApplicationId id) {
    holds.forget(id);
    turns.leave(id);
  }
}
