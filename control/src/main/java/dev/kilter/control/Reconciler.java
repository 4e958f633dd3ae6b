package dev.kilter.control;

import dev.kilter.control.deletion.Cascades;
import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.refresh.Evaluation.Outcome;
import dev.kilter.control.refresh.Refresh;
import dev.kilter.control.refresh.Refreshes;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.control.sync.Automation;
import dev.kilter.control.sync.Runs;
import dev.kilter.control.write.Authorship;
import dev.kilter.control.write.StatusEvents;
import dev.kilter.control.write.Statuses;
import dev.kilter.control.write.Writes;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Result;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One look at one application: every concern moves on as far as it can, then one may write. */
final class Reconciler {
  private final Surroundings surroundings;
  private final Outgoing out;
  private final Concerns concerns;
  private final Snapshooter snapshooter;

  /** The parts that look, in the order in which they do. */
  record Concerns(
      Refreshes refreshes,
      Runs runs,
      Automation automation,
      Cascades cascades,
      Statuses statuses,
      Writing writing) {}

  /** The parts that write. */
  record Writing(Writes writes, Authorship authorship, StatusEvents events) {}

  Reconciler(Surroundings surroundings, Outgoing out, Concerns concerns) {
    this.surroundings = surroundings;
    this.out = out;
    this.concerns = concerns;
    snapshooter = new Snapshooter(surroundings, out);
  }

  void reconcile(KnownApplication known, Moment now) {
    Application application = known.current();
    known.forgetWouldDo();
    if (skipped(application)) {
      return;
    }
    boolean decided = true;
    if (application.deleting()) {
      if (!concerns.runs().executing(known.id())) {
        concerns.runs().forget(known.id());
        concerns.cascades().advance(known, now);
        concerns.statuses().stuck(known, concerns.cascades().problem(known.id()), now);
      }
    } else {
      concerns.refreshes().advance(known, now);
      Refresh refresh = concerns.refreshes().of(known, now);
      if (observing(known, now).isEmpty()) {
        concerns.runs().advance(known, refresh, now);
      }
      decided = concerns.automation().advance(known, refresh, observing(known, now).isEmpty(), now);
    }
    write(known, decided, now);
    publish(known, now);
  }

  /**
   * Takes a settled application along to a commit that changed nothing which it reads: the same as
   * a look, for a fraction of its cost. Tells whether it could; else a look is due.
   */
  boolean passesBy(KnownApplication known, ChangesKey key, List<String> changed, Moment now) {
    Optional<Refresh> refresh =
        concerns.refreshes().find(known.id()).filter(found -> settled(known, found, now));
    if (refresh.isEmpty()
        || !concerns.statuses().mayLag(known, key.to())
        || !concerns.refreshes().passesBy(refresh.get(), key, changed)) {
      return false;
    }
    concerns.statuses().lag(known, refresh.get().commits(), now);
    publish(known, now);
    return true;
  }

  /** Nothing is under way or due, and the last look saw the application as it is now. */
  @SuppressWarnings("ReferenceEquality") // what was not read again is the same object
  private boolean settled(KnownApplication known, Refresh refresh, Moment now) {
    Application application = known.current();
    return refresh.outcome() == Outcome.READY
        && refresh.scene().filter(scene -> scene.application() == application).isPresent()
        && !application.deleting()
        && application.operation().isEmpty()
        && !concerns.runs().running(known.id())
        && !concerns.writing().writes().busy(known.id())
        && !surroundings.stopping()
        && !skipped(application)
        && observing(known, now).isEmpty();
  }

  private void publish(KnownApplication known, Moment now) {
    snapshooter.publish(
        known,
        concerns.refreshes().find(known.id()),
        concerns.cascades().problem(known.id()),
        observing(known, now));
  }

  /** What automation answers at once with a sync is told with that, not before. */
  private void write(KnownApplication known, boolean decided, Moment now) {
    Optional<String> observing = observing(known, now);
    if (observing.isPresent()) {
      known.foreignUntil().filter(now::isBefore).ifPresent(until -> lookAgain(known, until));
      return;
    }
    if (!concerns.writing().writes().ready(known, now)) {
      return;
    }
    Optional<Writes.Kind> run = concerns.runs().wantedWrite(known.id());
    if (run.isPresent()) {
      Instant verdict = concerns.runs().verdictUntil(known.id());
      if (now.isBefore(verdict)) {
        lookAgain(known, verdict);
      } else {
        Optional<ApplicationStatus> word =
            concerns.statuses().verdict(known, concerns.refreshes().find(known.id()), now);
        send(known, run.get(), concerns.runs().write(known, word, now));
      }
      return;
    }
    Optional<List<String>> finalizers =
        concerns
            .cascades()
            .wantedFinalizers(known.id())
            .filter(wanted -> !wanted.equals(known.current().finalizers()));
    if (finalizers.isPresent()) {
      Application read = known.current();
      send(
          known,
          Writes.Kind.FINALIZERS,
          ticket -> new Command.WriteFinalizers(ticket, read, finalizers.get()));
      return;
    }
    Optional<Map<String, Optional<String>>> annotations =
        concerns.automation().wantedAnnotations(known);
    if (annotations.isPresent()) {
      send(
          known,
          Writes.Kind.ANNOTATIONS,
          ticket -> new Command.Annotate(ticket, annotations.get()));
      return;
    }
    if (!decided) {
      return;
    }
    Instant quiet = concerns.runs().quietUntil(known.id());
    if (now.isBefore(quiet)) {
      lookAgain(known, quiet);
      return;
    }
    concerns
        .statuses()
        .wanted(known, concerns.refreshes().find(known.id()), now)
        .ifPresent(write -> send(known, Writes.Kind.STATUS, write));
  }

  private void send(KnownApplication known, Writes.Kind kind, Function<Ticket, Command> command) {
    concerns
        .writing()
        .writes()
        .send(
            known,
            kind,
            ticket -> {
              Command made = command.apply(ticket);
              concerns.writing().authorship().sending(made);
              concerns.writing().events().sending(made);
              return made;
            });
  }

  void written(KnownApplication known, Ticket ticket, Result<Application> result, Moment now) {
    Application before = known.current();
    concerns
        .writing()
        .writes()
        .written(ticket, result, known, now)
        .ifPresent(done -> {
          noticeOthers(known, before, now); // the answer may be the first to tell of them
          switch (done.kind()) {
            case BEGIN -> concerns.runs().written(known, result, now);
            case SAVE -> {
              concerns.runs().written(known, result, now);
              concerns.writing().events().written(known.id(), result);
            }
            case ANNOTATIONS -> concerns.automation().annotated(known);
            case STATUS -> concerns.writing().events().written(known.id(), result);
            case READ, FINALIZERS -> {}
          }
        });
  }

  /** Where another controller wrote, Kilter watches for two intervals (design 2.19). */
  void noticeOthers(KnownApplication known, Application before, Moment now) {
    if (concerns.writing().authorship().foreign(before, known.current())) {
      known.foreignUntil(now.plus(Authorship.reach(interval())));
    }
  }

  /** The same at the first sight of an application, such as after the start beside Argo CD. */
  void meet(KnownApplication known, Moment now) {
    if (Authorship.foreignBefore(known.current(), now, interval())) {
      known.foreignUntil(now.plus(Authorship.reach(interval())));
    }
  }

  private Duration interval() {
    return surroundings.settings().reconciliation().timeout();
  }

  /** See {@link Automation#next}. */
  Optional<ApplicationId> nextInLine() {
    return concerns.automation().next();
  }

  Set<ApplicationId> laggards(Moment now) {
    return concerns.statuses().laggards(now);
  }

  void forget(ApplicationId id) {
    concerns.automation().forget(id);
    concerns.statuses().forget(id);
    concerns.writing().authorship().forget(id);
    concerns.writing().events().forget(id);
    snapshooter.forget(id);
  }

  private void lookAgain(KnownApplication known, Instant at) {
    out.wakeAt(
        dev.kilter.control.message.TimerId.of(
            dev.kilter.control.message.TimerId.Kind.WRITE, known.id()),
        at);
  }

  /** Why nothing is written for the application; empty where it is. */
  private Optional<String> observing(KnownApplication known, Moment now) {
    if (surroundings.options().observe()) {
      return Optional.of("Kilter was started with --observe");
    }
    return known.foreign(now)
        ? Optional.of(
            "another controller wrote this Application; Kilter only observes it until "
                + now.shown(known.foreignUntil().orElseThrow()))
        : Optional.empty();
  }

  /** The user asked for it to be left alone, here or on the cluster (Argo CD, skip-reconcile). */
  private boolean skipped(Application application) {
    return asksToSkip(application.annotations())
        || (surroundings.cluster(application.spec().destination())
                instanceof Result.Success<ClusterConnection>(var cluster)
            && asksToSkip(cluster.annotations()));
  }

  private static boolean asksToSkip(Map<String, String> annotations) {
    return "true".equals(annotations.get(Annotations.SKIP_RECONCILE));
  }
}
