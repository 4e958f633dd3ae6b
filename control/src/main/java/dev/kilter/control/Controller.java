package dev.kilter.control;

import dev.kilter.control.deletion.Cascades;
import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.queue.Priority;
import dev.kilter.control.queue.QueueLoad;
import dev.kilter.control.refresh.ChangeSets;
import dev.kilter.control.refresh.Evaluation;
import dev.kilter.control.refresh.Evaluations;
import dev.kilter.control.refresh.Refresh;
import dev.kilter.control.refresh.RefreshLevel;
import dev.kilter.control.refresh.Refreshes;
import dev.kilter.control.refresh.Signatures;
import dev.kilter.control.refresh.TrackedRefs;
import dev.kilter.control.state.Agenda;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.LoopOptions;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.control.sync.Automation;
import dev.kilter.control.sync.Runs;
import dev.kilter.control.write.Authorship;
import dev.kilter.control.write.StatusEvents;
import dev.kilter.control.write.Statuses;
import dev.kilter.control.write.Writes;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.time.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The deterministic loop (design 2.9): hears one event at a time, with the time, and answers with
 * commands. The same events at the same times always lead to the same commands. An event changes
 * what is known and puts applications on the agenda; then each is looked at once, and what it lacks
 * is asked for. Looking again asks for nothing twice, so no event has to arrive in order, and an
 * event that is missed costs time, not truth.
 */
public final class Controller {
  private final Surroundings surroundings;
  private final Outgoing out = new Outgoing();
  private final Agenda agenda = new Agenda();
  private final Map<ApplicationId, KnownApplication> applications = new TreeMap<>();
  private final TrackedRefs refs;
  private final ChangeSets changes;
  private final Signatures signatures;
  private final Evaluations evaluations;
  private final Refreshes refreshes;
  private final Runs runs;
  private final Cascades cascades;
  private final Writes writes;
  private final Reconciler reconciler;
  private final Identities identities;
  private boolean stopped;

  public Controller(LoopOptions options, Settings settings) {
    surroundings = new Surroundings(options, settings);
    identities = new Identities(options, out);
    refs = new TrackedRefs(out);
    changes = new ChangeSets(out);
    signatures = new Signatures(out);
    evaluations =
        new Evaluations(surroundings, out, new Evaluations.Asking(refs, changes, signatures));
    refreshes = new Refreshes(surroundings, out, refs, evaluations);
    runs = new Runs(surroundings, out, agenda, refreshes, evaluations);
    cascades = new Cascades(surroundings, out, agenda);
    writes = new Writes(out);
    Statuses statuses = new Statuses(surroundings, out);
    reconciler =
        new Reconciler(
            surroundings,
            out,
            new Reconciler.Concerns(
                refreshes,
                runs,
                new Automation(surroundings, out, evaluations, runs, statuses),
                cascades,
                statuses,
                new Reconciler.Writing(writes, new Authorship(), new StatusEvents(out))));
  }

  /** Takes one event and says what is to be done. Never throws for what the world may send. */
  public List<Command> handle(Event event, Moment now) {
    take(event, now);
    if (surroundings.synced()) {
      Optional<ApplicationId> next = agenda.next().or(reconciler::nextInLine);
      while (next.isPresent()) {
        Optional.ofNullable(applications.get(next.get()))
            .ifPresent(known -> reconciler.reconcile(known, now));
        next = agenda.next().or(reconciler::nextInLine);
      }
      evaluations.start();
    }
    announceStop();
    return out.drain();
  }

  /** The renders and comparisons that wait and run. */
  public QueueLoad load() {
    return evaluations.load();
  }

  private void take(Event event, Moment now) {
    switch (event) {
      case Event.ApplicationUpserted(var application) -> upserted(application, now);
      case Event.ApplicationRemoved(var id) -> removed(id);
      case Event.ApplicationsSynced _ -> {
        surroundings.applicationsSynced();
        agenda.look(applications.keySet());
      }
      case Event.ProjectChanged(var name, var project) -> {
        surroundings.project(name, project);
        lookAt(known -> known.current().spec().project().equals(name));
      }
      case Event.SettingsChanged(var settings) -> {
        if (!settings.equals(surroundings.settings())) {
          surroundings.settings(settings);
          lookAt(_ -> true);
        }
      }
      case Event.ClustersChanged(var clusters) -> {
        surroundings.clusters(clusters);
        identities.clusters(clusters);
        lookAt(_ -> true);
      }
      case Event.RepositoriesChanged _ -> retryFailed(now);
      case Event.LiveChanged(_, var instance, _) -> liveChanged(instance, now);
      case Event.ChildChanged(_, var instance) ->
          known(instance)
              .ifPresent(known -> {
                known.treeChanged();
                agenda.look(known.id());
              });
      case Event.ClusterChanged(var server) -> clusterChanged(server, now);
      case Event.ClusterIdentified(var server, var identity) ->
          identities.identified(server, identity);
      case Event.ClusterPinned(var server, var result) -> identities.pinned(server, result);
      case Event.Pushed(var push) -> refs.pushed(push, now);
      case Event.TimerFired(var timer) -> timerFired(timer, now);
      case Event.ShutdownRequested _ -> {
        surroundings.stop();
        agenda.look(applications.keySet());
      }
      default -> answered(event, now);
    }
  }

  private void answered(Event event, Moment now) {
    switch (event) {
      case Event.Resolved(var ref, var commit) -> resolved(refs.resolved(ref, commit, now));
      case Event.ChangesFound(var key, var paths) ->
          changed(key, paths, changes.found(key, paths), now);
      case Event.SignaturesRead(var key, var revisions) ->
          agenda.look(signatures.found(key, revisions));
      case Event.Rendered(var ticket, var rendering) -> {
        evaluations.rendered(ticket, rendering, askers(ticket));
        agenda.look(ticket.application());
      }
      case Event.Compared(var ticket, var evaluated) -> {
        evaluations.compared(ticket, evaluated, askers(ticket));
        agenda.look(ticket.application());
      }
      case Event.ManagedRead(var ticket, var live) -> cascades.managedRead(ticket, live, now);
      case Event.ObjectRead(var ticket, var key, var live) -> {
        runs.read(ticket, key, live, now);
        cascades.read(ticket, live, now);
      }
      case Event.Applied(var ticket, var key, var outcome) -> {
        out.answered(ticket);
        runs.applied(ticket, key, outcome, now);
        cascades.applied(ticket, outcome, now);
      }
      case Event.Buried(var ticket, var id) -> {
        out.answered(ticket);
        runs.buried(ticket, id, now);
        cascades.buried(ticket, id, now);
      }
      case Event.Deleted(var ticket, var key, var outcome) -> {
        out.answered(ticket);
        runs.deleted(ticket, key, outcome, now);
        cascades.deleted(ticket, outcome, now);
      }
      case Event.Written(var ticket, var result) -> {
        out.answered(ticket);
        Optional.ofNullable(applications.get(ticket.application()))
            .ifPresent(known -> reconciler.written(known, ticket, result, now));
      }
      default -> throw new IllegalStateException("an event that nobody takes: " + event);
    }
    if (event instanceof Event.Written(var ticket, _)) {
      agenda.look(ticket.application());
    }
  }

  /** Where a ref moved, nobody can go on before it is known what changed: one look, not two. */
  private void resolved(TrackedRefs.Answered answer) {
    if (answer.moved().isEmpty()
        || changes.find(answer.moved().get(), answer.concerned()).isPresent()) {
      agenda.look(answer.concerned());
    }
  }

  /** Most of those who share a repository are not concerned; they need no look. */
  private void changed(
      ChangesKey key, Result<List<String>> paths, Set<ApplicationId> askers, Moment now) {
    for (ApplicationId asker : askers) {
      KnownApplication known = applications.get(asker);
      boolean untouched =
          known != null
              && paths instanceof Result.Success<List<String>>(var changed)
              && reconciler.passesBy(known, key, changed, now);
      if (!untouched) {
        agenda.look(asker);
      }
    }
  }

  private void upserted(Application application, Moment now) {
    KnownApplication known = applications.get(application.id());
    if (known == null) {
      known = new KnownApplication(application);
      applications.put(application.id(), known);
      reconciler.meet(known, now);
      agenda.look(application.id());
      return;
    }
    if (!known.current().uid().equals(application.uid())) {
      removed(application.id());
      upserted(application, now);
      return;
    }
    Application before = known.current();
    if (known.accept(application)) {
      reconciler.noticeOthers(known, before, now);
      agenda.look(application.id());
    }
  }

  private void removed(ApplicationId id) {
    if (applications.remove(id) != null) {
      refreshes.forget(id);
      runs.forget(id);
      cascades.forget(id);
      writes.forget(id);
      reconciler.forget(id);
      out.add(new Command.Withdraw(id));
    }
  }

  private void liveChanged(String instance, Moment now) {
    known(instance)
        .ifPresent(known -> {
          cascades.moved(known.id());
          Priority priority = runs.running(known.id()) ? Priority.RUN : Priority.DRIFT;
          refreshes.request(known, RefreshLevel.COMPARE, priority, now);
          runs.liveChanged(known, now);
          agenda.look(known.id());
        });
  }

  private void clusterChanged(String server, Moment now) {
    for (KnownApplication known : applications.values()) {
      boolean there =
          refreshes
              .find(known.id())
              .flatMap(Refresh::scene)
              .filter(scene -> scene.server().equals(server))
              .isPresent();
      if (there) {
        refreshes.request(known, RefreshLevel.COMPARE, Priority.RESYNC, now);
        runs.liveChanged(known, now);
        agenda.look(known.id());
      }
      cascades.moved(known.id());
    }
  }

  private void timerFired(TimerId timer, Moment now) {
    out.fired(timer);
    timer
        .application()
        .map(applications::get)
        .ifPresent(known -> {
          switch (timer.kind()) {
            case RESYNC -> refreshes.timerFired(known, now);
            case RUN -> {
              runs.timerFired(known.id(), now);
              cascades.timerFired(known.id());
            }
            case WRITE, REVISIONS -> {}
          }
          agenda.look(known.id());
        });
    if (timer.kind() == TimerId.Kind.REVISIONS) {
      agenda.look(reconciler.laggards(now));
    }
  }

  private void retryFailed(Moment now) {
    lookAt(known -> {
      boolean failed = refreshes.find(known.id()).flatMap(Refresh::problem).isPresent();
      if (failed) {
        refreshes.request(known, RefreshLevel.FORCED, Priority.RESYNC, now);
      }
      return failed;
    });
  }

  private void lookAt(Predicate<KnownApplication> which) {
    applications.values().stream().filter(which).map(KnownApplication::id).forEach(agenda::look);
  }

  private Optional<KnownApplication> known(String instance) {
    return Optional.ofNullable(
        applications.get(
            ApplicationId.ofInstanceName(instance, surroundings.options().namespace())));
  }

  private List<Evaluation> askers(Ticket ticket) {
    List<Evaluation> askers = new ArrayList<>();
    refreshes.find(ticket.application()).map(Refresh::evaluation).ifPresent(askers::add);
    runs.pinned(ticket.application()).ifPresent(askers::add);
    return askers;
  }

  private void announceStop() {
    if (surroundings.stopping()
        && !stopped
        && !runs.anyExecuting()
        && !cascades.executing()
        && !writes.anyBusy()) {
      stopped = true;
      out.add(new Command.Stopped());
    }
  }
}
