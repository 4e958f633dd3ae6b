package dev.kilter.control.deletion;

import dev.kilter.control.deletion.DeletionBatch.Candidate;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.state.Agenda;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.control.view.ApplicationSnapshot.Problem;
import dev.kilter.engine.desired.KindFilter;
import dev.kilter.engine.sync.HookFinalizer;
import dev.kilter.engine.sync.SyncCommand.Outcome;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.project.Project;
import dev.kilter.model.store.Tombstones;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Takes a deleted application's objects away before its finalizer goes (Argo CD,
 * finalizeApplicationDeletion): the highest wave first, each wave only when the one before is gone.
 * Where the cluster is gone, so are they.
 */
public final class Cascades {
  private static final Duration RECHECK = Duration.ofSeconds(5);

  /** What was deleted is still in the cache: nothing can be said until that moves. */
  private static final LiveState NOT_SEEN_YET = new LiveState(Map.of(), false, 0);

  private final Surroundings surroundings;
  private final Outgoing out;
  private final Agenda agenda;
  private final Map<ApplicationId, Cascade> cascades = new HashMap<>();

  private static final class Cascade {
    private Optional<Ticket> reading = Optional.empty();
    private Optional<LiveState> live = Optional.empty();
    private Optional<DeletionBatch> batch = Optional.empty();
    private final Map<Ticket, ResourceKey> releasing = new HashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private Optional<List<String>> finalizers = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private boolean moved;

    boolean working() {
      return batch.isPresent() || !releasing.isEmpty();
    }
  }

  public Cascades(Surroundings surroundings, Outgoing out, Agenda agenda) {
    this.surroundings = surroundings;
    this.out = out;
    this.agenda = agenda;
  }

  public void advance(KnownApplication known, Moment now) {
    Application application = known.current();
    List<String> mine = CascadePlan.ownFinalizers(application);
    if (mine.isEmpty() || surroundings.stopping()) {
      return;
    }
    if (surroundings.options().observe() || known.foreign(now)) {
      known.wouldDo("delete the objects of the application, which is being deleted");
      return;
    }
    Cascade cascade = cascades.computeIfAbsent(known.id(), _ -> new Cascade());
    if (cascade.working() || cascade.reading.isPresent()) {
      return;
    }
    Result<ClusterConnection> cluster = surroundings.cluster(application.spec().destination());
    Optional<Project> project = surroundings.project(application.spec().project());
    switch (cluster) {
      case Result.Failed<ClusterConnection> _ -> release(cascade, application);
      case Result.Success<ClusterConnection>(var found) -> {
        if (project.isEmpty()) {
          stuck(
              cascade,
              new Failure.InvalidSpec(
                  "the project "
                      + application.spec().project()
                      + " does not exist, so nothing tells what may be deleted; create it again, or"
                      + " remove the finalizers to leave the objects in the cluster"),
              now);
        } else if (cascade.live.isEmpty() || cascade.moved) {
          read(application, cascade, found.server());
        } else {
          remove(
              known,
              cascade,
              new CascadePlan(application, found, project.get(), surroundings),
              now);
        }
      }
    }
  }

  /**
   * What is known to belong to it is asked for by name: of a kind whose server is away, the cache
   * may hold nothing. Kinds that are left out by the settings are left alone here, too.
   */
  private void read(Application application, Cascade cascade, String server) {
    Ticket ticket = out.ticket(application.id());
    cascade.reading = Optional.of(ticket);
    cascade.moved = false;
    KindFilter filter = new KindFilter(surroundings.settings().resources(), server);
    out.add(
        new Command.ReadManaged(
            ticket,
            server,
            surroundings.options().instanceName(application.id()),
            application.status().resources().stream()
                .map(ResourceStatus::key)
                .filter(key -> !filter.excludes(key.groupKind()))
                .collect(Collectors.toUnmodifiableSet())));
  }

  private void remove(KnownApplication known, Cascade cascade, CascadePlan plan, Moment now) {
    LiveState live = cascade.live.orElseThrow();
    if (!live.complete()) {
      again(known.id(), now);
      return;
    }
    List<LiveResource> remaining = plan.remaining(live);
    if (remaining.isEmpty()) {
      release(cascade, known.current());
      return;
    }
    if (plan.unconfirmed(remaining)) {
      stuck(
          cascade,
          new Failure.InvalidSpec(
              "objects ask for Delete=confirm; confirm with: kilter app confirm-deletion "
                  + known.id().name()),
          now);
      return;
    }
    List<LiveResource> kept = CascadePlan.keptByHookFinalizer(remaining);
    if (!kept.isEmpty()) {
      letGo(known.id(), cascade, plan.server(), kept);
      return;
    }
    List<LiveResource> next = plan.nextWave(remaining);
    if (remaining.stream().anyMatch(LiveResource::terminating) || next.isEmpty()) {
      again(known.id(), now);
      return;
    }
    cascade.problem = Optional.empty();
    Tombstones.Batch grave =
        new Tombstones.Batch(
            known.id(), now.wall(), "", "deleted with the application", "", List.of());
    DeletionBatch batch =
        new DeletionBatch(out, new DeletionBatch.Orders(plan.server(), grave, plan::prove));
    cascade.batch = Optional.of(batch);
    batch.start(
        next.stream()
            .map(object ->
                new Candidate(object.key(), object.version(), object.uid(), plan.propagation()))
            .toList());
  }

  /** A sync would have let these hooks go once it had seen their result; there will be none. */
  private void letGo(ApplicationId id, Cascade cascade, String server, List<LiveResource> hooks) {
    for (LiveResource hook : hooks) {
      Ticket ticket = out.ticket(id);
      cascade.releasing.put(ticket, hook.key());
      out.add(new Command.Apply(ticket, server, HookFinalizer.release(hook)));
    }
  }

  private void release(Cascade cascade, Application application) {
    List<String> others = new ArrayList<>(application.finalizers());
    others.removeAll(CascadePlan.ownFinalizers(application));
    cascade.finalizers = Optional.of(List.copyOf(others));
    cascade.problem = Optional.empty();
  }

  private static void stuck(Cascade cascade, Failure why, Moment now) {
    cascade.problem =
        Optional.of(new Problem(why, cascade.problem.map(Problem::since).orElse(now.wall())));
  }

  /** Looks again on the next change, and in any case after a while. */
  private void again(ApplicationId id, Moment now) {
    out.wakeAt(TimerId.of(TimerId.Kind.RUN, id), now.plus(RECHECK));
  }

  /** What its objects are changed: the next look reads them anew. */
  public void moved(ApplicationId id) {
    Cascade cascade = cascades.get(id);
    if (cascade != null) {
      cascade.moved = true;
      agenda.look(id);
    }
  }

  public void managedRead(Ticket ticket, Result<LiveState> live, Moment now) {
    Cascade cascade = cascades.get(ticket.application());
    if (cascade == null || cascade.reading.filter(ticket::equals).isEmpty()) {
      return;
    }
    cascade.reading = Optional.empty();
    switch (live) {
      case Result.Success<LiveState>(var state) -> cascade.live = Optional.of(state);
      case Result.Failed<LiveState>(var failure) -> {
        stuck(cascade, failure, now);
        cascade.live = Optional.empty();
        again(ticket.application(), now);
        return;
      }
    }
    agenda.look(ticket.application());
  }

  public void read(Ticket ticket, Result<Manifest> live, Moment now) {
    answered(ticket, now, batch -> batch.read(ticket, live));
  }

  public void buried(Ticket ticket, Result<String> id, Moment now) {
    answered(ticket, now, batch -> batch.buried(ticket, id));
  }

  public void deleted(Ticket ticket, DeleteOutcome outcome, Moment now) {
    answered(ticket, now, batch -> batch.deleted(ticket, outcome));
  }

  /** A hook was let go. */
  public void applied(Ticket ticket, ApplyOutcome outcome, Moment now) {
    Cascade cascade = cascades.get(ticket.application());
    if (cascade == null || cascade.releasing.remove(ticket) == null) {
      return;
    }
    switch (outcome) {
      case ApplyOutcome.Applied _ -> {}
      case ApplyOutcome.Failed(var why) -> cascade.failures.add(why);
      case ApplyOutcome.Unknown(var message) -> cascade.failures.add(new Failure.Conflict(message));
    }
    if (cascade.releasing.isEmpty()) {
      Optional<Failure> failure = cascade.failures.stream().findFirst();
      cascade.failures.clear();
      done(ticket.application(), cascade, failure, now);
    }
  }

  private void answered(Ticket ticket, Moment now, Consumer<DeletionBatch> take) {
    Cascade cascade = cascades.get(ticket.application());
    if (cascade == null || cascade.batch.isEmpty()) {
      return;
    }
    DeletionBatch batch = cascade.batch.get();
    take.accept(batch);
    if (batch.done()) {
      cascade.batch = Optional.empty();
      done(ticket.application(), cascade, failure(batch.outcomes()), now);
    }
  }

  /** What was read before is the past: the next look waits until the change is seen. */
  private void done(ApplicationId id, Cascade cascade, Optional<Failure> failure, Moment now) {
    cascade.live = Optional.empty();
    if (failure.isPresent()) {
      stuck(cascade, failure.get(), now);
      again(id, now);
    } else if (cascade.moved) {
      agenda.look(id);
    } else {
      cascade.live = Optional.of(NOT_SEEN_YET);
      again(id, now);
    }
  }

  private static Optional<Failure> failure(List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(outcome ->
            switch (outcome) {
              case Outcome.Deleted(_, DeleteOutcome.Failed(var why)) ->
                  java.util.stream.Stream.of(why);
              case Outcome.Deleted(_, DeleteOutcome.Unknown(var message)) ->
                  java.util.stream.Stream.<Failure>of(new Failure.Conflict(message));
              default -> java.util.stream.Stream.<Failure>empty();
            })
        .findFirst();
  }

  /** What keeps the application from going. */
  public Optional<Problem> problem(ApplicationId id) {
    return Optional.ofNullable(cascades.get(id)).flatMap(cascade -> cascade.problem);
  }

  /** The finalizers to leave, once the work is done. */
  public Optional<List<String>> wantedFinalizers(ApplicationId id) {
    return Optional.ofNullable(cascades.get(id)).flatMap(cascade -> cascade.finalizers);
  }

  public boolean executing() {
    return cascades.values().stream().anyMatch(Cascade::working);
  }

  public void timerFired(ApplicationId id) {
    moved(id);
  }

  public void forget(ApplicationId id) {
    cascades.remove(id);
  }
}
