package dev.kilter.control.write;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.refresh.Evaluation.Outcome;
import dev.kilter.control.refresh.Refresh;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.control.view.ApplicationSnapshot.Problem;
import dev.kilter.control.view.Evaluated;
import dev.kilter.engine.status.Conditions;
import dev.kilter.engine.status.Conditions.Finding;
import dev.kilter.engine.status.Summarize;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.ApplicationStatus.SyncState;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.time.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the status of an application should say, and when that is written: at once where it says
 * something new, never where it says nothing, and in the background, slowly, where nothing but the
 * revision moved on (design 2.7).
 */
public final class Statuses {
  private final Surroundings surroundings;
  private final Outgoing out;
  private final Map<ApplicationId, Summary> summaries = new HashMap<>();
  private final Laggards laggards;

  /** What a summary was made from, to make it once. */
  private record Summary(
      Application application,
      Optional<Evaluated> evaluated,
      List<Finding> findings,
      ApplicationStatus status) {}

  public Statuses(Surroundings surroundings, Outgoing out) {
    this.surroundings = surroundings;
    this.out = out;
    laggards =
        new Laggards(
            out,
            surroundings.options().revisionWritesPerSecond(),
            () -> surroundings.settings().reconciliation().timeout());
  }

  /** The status after the look that came to an end, with what else was found on the way. */
  public ApplicationStatus summarize(
      KnownApplication known, Refresh refresh, List<Finding> more, Moment now) {
    Application application = known.current();
    List<Finding> findings = new ArrayList<>(more);
    if (refresh.outcome() == Outcome.FAILED) {
      Problem problem = refresh.problem().orElseThrow();
      findings.add(
          new Finding(
              FailureConditions.type(problem.failure()),
              FailureConditions.message(problem.failure())));
      return remember(
          known, Optional.empty(), findings, failed(application, refresh, findings, now));
    }
    Evaluated evaluated = refresh.evaluation().evaluated().orElseThrow();
    evaluated
        .desired()
        .warnings()
        .forEach(warning -> findings.add(new Finding(warning.type(), warning.message())));
    Summary before = summaries.get(known.id());
    ApplicationStatus status =
        before != null && sameGround(before, application, evaluated, findings)
            ? before.status()
            : Summarize.status(
                application,
                new Summarize.Compared(
                    evaluated.comparison(),
                    evaluated.live().images(),
                    refresh.commits(),
                    refresh.evaluation().sourceTypes(),
                    findings),
                surroundings.options().namespace(),
                now.wall());
    return remember(
        known, Optional.of(evaluated), findings, withRevisions(status, refresh.commits()));
  }

  private ApplicationStatus remember(
      KnownApplication known,
      Optional<Evaluated> evaluated,
      List<Finding> findings,
      ApplicationStatus status) {
    summaries.put(known.id(), new Summary(known.current(), evaluated, findings, status));
    return status;
  }

  @SuppressWarnings("ReferenceEquality") // what was kept is the same object
  private static boolean sameGround(
      Summary before, Application application, Evaluated evaluated, List<Finding> findings) {
    return before.evaluated().orElse(null) == evaluated
        && before.findings().equals(findings)
        && (before.application() == application
            || Summarize.sameGround(before.application(), application));
  }

  /** The first failure is told at once; the last verdict stays while the grace lasts. */
  private ApplicationStatus failed(
      Application application, Refresh refresh, List<Finding> findings, Moment now) {
    Failure failure = refresh.problem().orElseThrow().failure();
    Instant graceEnds =
        refresh
            .failingSince()
            .orElse(now.steady())
            .plus(surroundings.settings().reconciliation().repoErrorGrace());
    boolean compared = application.status().sync().status().isPresent();
    if (compared && FailureConditions.graced(failure) && now.isBefore(graceEnds)) {
      out.wakeAt(TimerId.of(TimerId.Kind.WRITE, application.id()), graceEnds);
      return application
          .status()
          .withConditions(Conditions.of(findings, application.status().conditions(), now.wall()));
    }
    return Summarize.unknown(application, findings, surroundings.options().namespace(), now.wall());
  }

  private static ApplicationStatus withRevisions(ApplicationStatus status, List<String> commits) {
    SyncState sync = status.sync();
    return new ApplicationStatus(
        new SyncState(sync.status(), commits, sync.comparedTo()),
        status.health(),
        status.resources(),
        status.conditions(),
        status.operationState(),
        status.history(),
        status.summary(),
        status.sourceTypes(),
        status.reconciledAt(),
        status.controllerNamespace());
  }

  /** The write that is due now, if any. */
  public Optional<Function<Ticket, Command>> wanted(
      KnownApplication known, Optional<Refresh> refresh, Moment now) {
    Summary summary = summaries.get(known.id());
    Application read = known.current();
    boolean busy = refresh.filter(it -> it.outcome() == Outcome.BUSY).isPresent();
    if (summary == null || (busy && !read.deleting())) {
      return Optional.empty();
    }
    ApplicationStatus next = reconciled(summary.status(), now);
    if (!read.deleting() && refresh.filter(Refresh::answered).isPresent()) {
      return Optional.of(
          write(
              read, next, List.of(Annotations.REFRESH, Annotations.REFRESH_TIMESTAMP), known.id()));
    }
    if (!Summarize.worthWriting(read.status(), next)) {
      laggards.remove(known.id());
      return Optional.empty();
    }
    boolean onlyRevisions =
        !Summarize.worthWriting(
            read.status(), withRevisions(next, read.status().sync().revisions()));
    if (onlyRevisions && !deployed(read, next) && !laggards.released(known.id())) {
      laggards.add(known.id(), next.sync().revisions(), now.steady());
      return Optional.empty();
    }
    return Optional.of(write(read, next, List.of(), known.id()));
  }

  /** Whether a move to this commit would change nothing in the status but the revision. */
  public boolean mayLag(KnownApplication known, String commit) {
    Summary summary = summaries.get(known.id());
    return summary != null
        && summary.status().sync().status().filter(SyncStatus.Synced::equals).isPresent()
        && (laggards.waits(known.id())
            || !Summarize.worthWriting(known.current().status(), summary.status()))
        && known
            .current()
            .status()
            .operationState()
            .flatMap(OperationState::syncResult)
            .filter(result -> result.revisions().contains(commit))
            .isEmpty();
  }

  /** The revision alone moved on; it is written in its turn. */
  public void lag(KnownApplication known, List<String> commits, Moment now) {
    summaries.computeIfPresent(
        known.id(),
        (_, before) ->
            new Summary(
                before.application(),
                before.evaluated(),
                before.findings(),
                withRevisions(before.status(), commits)));
    laggards.add(known.id(), commits, now.steady());
  }

  /** What the status should say now, where the look came to a verdict. */
  public Optional<ApplicationStatus> verdict(
      KnownApplication known, Optional<Refresh> refresh, Moment now) {
    return refresh
        .filter(it -> it.outcome() == Outcome.READY)
        .flatMap(_ -> Optional.ofNullable(summaries.get(known.id())))
        .map(summary -> reconciled(summary.status(), now));
  }

  /** A revision that was synced is news, even where nothing else of the status changed with it. */
  private static boolean deployed(Application read, ApplicationStatus next) {
    return read.status()
        .operationState()
        .flatMap(OperationState::syncResult)
        .filter(result -> result.revisions().equals(next.sync().revisions()))
        .isPresent();
  }

  private Function<Ticket, Command> write(
      Application read, ApplicationStatus next, List<String> removed, ApplicationId id) {
    laggards.remove(id);
    return ticket -> new Command.WriteStatus(ticket, read, next, removed);
  }

  /** Times are kept in seconds, as the API server keeps them. */
  private static ApplicationStatus reconciled(ApplicationStatus status, Moment now) {
    return new ApplicationStatus(
        status.sync(),
        status.health(),
        status.resources(),
        status.conditions(),
        status.operationState(),
        status.history(),
        status.summary(),
        status.sourceTypes(),
        Optional.of(now.wall()),
        status.controllerNamespace());
  }

  /** Lets the next few revisions be written; the rest follows, so many each second. */
  public Set<ApplicationId> laggards(Moment now) {
    return laggards.release(now.steady());
  }

  /** The deletion that cannot go on, as a condition beside those that stand. */
  public void stuck(KnownApplication known, Optional<Problem> problem, Moment now) {
    ApplicationStatus before = known.current().status();
    ApplicationStatus next =
        before.withConditions(
            Conditions.with(
                before.conditions(),
                Condition.Type.DeletionError,
                problem.map(found -> found.failure().message()),
                now.wall()));
    summaries.put(known.id(), new Summary(known.current(), Optional.empty(), List.of(), next));
  }

  public void forget(ApplicationId id) {
    summaries.remove(id);
    laggards.remove(id);
  }
}
