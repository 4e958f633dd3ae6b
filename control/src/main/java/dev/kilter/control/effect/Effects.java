package dev.kilter.control.effect;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.message.RepositoryKey;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.store.Journal;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Carries one command out through the ports and answers with its event. Blocking, without state,
 * callable from any number of threads. A defect in an adapter becomes the command's failed answer,
 * so that it costs one application one attempt and nothing else; so does an input that is too deep
 * or too large for a stack or the heap, for a command without an answer is waited for for ever.
 */
public final class Effects {
  private final Ports ports;
  private final Comparing comparing;
  private final SourceReading sources;

  public Effects(Ports ports, CpuGate cpu) {
    this(ports, cpu, UnaryOperator.identity());
  }

  /** {@code form} is how manifests are kept between two comparisons: equal to what it is given. */
  public Effects(Ports ports, CpuGate cpu, UnaryOperator<Manifest> form) {
    this.ports = ports;
    comparing = new Comparing(ports.live(), cpu, form);
    sources = new SourceReading(ports, cpu);
  }

  /** The answer; empty for commands that ask nothing. */
  public Optional<Event> perform(Command command) {
    try {
      return answer(command);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed(command, new Failure.Defect("a defect in Kilter: " + e));
    }
  }

  private Optional<Event> answer(Command command) {
    return switch (command) {
      case Command.ResolveRevision resolve ->
          Optional.of(
              new Event.Resolved(
                  resolve.ref(),
                  ports
                      .sources()
                      .resolve(
                          repository(resolve.ref().repository()),
                          resolve.ref().targetRevision(),
                          resolve.ref().tagPrefix(),
                          resolve.freshness())));
      case Command.FindChanges find ->
          Optional.of(new Event.ChangesFound(find.key(), sources.changes(find.key())));
      case Command.ReadSignatures read ->
          Optional.of(new Event.SignaturesRead(read.key(), sources.signatures(read.key())));
      case Command.Render render ->
          Optional.of(new Event.Rendered(render.ticket(), sources.render(render.task())));
      case Command.Compare compare ->
          Optional.of(new Event.Compared(compare.ticket(), comparing.compare(compare.task())));
      case Command.ReadManaged read ->
          Optional.of(
              new Event.ManagedRead(
                  read.ticket(),
                  ports.live().live(read.server(), read.instanceName(), read.known())));
      case Command.ReadObject read ->
          Optional.of(
              new Event.ObjectRead(
                  read.ticket(), read.key(), ports.live().get(read.server(), read.key())));
      case Command.ReadApplication read ->
          Optional.of(
              new Event.Written(
                  read.ticket(), ports.applications().get(read.ticket().application())));
      case Command.Writing writing -> write(writing);
      case Command.SetTimer _,
          Command.CancelTimer _,
          Command.Publish _,
          Command.Withdraw _,
          Command.Stopped _ ->
          Optional.empty();
    };
  }

  private Optional<Event> write(Command.Writing command) {
    return switch (command) {
      case Command.Apply apply ->
          Optional.of(
              new Event.Applied(
                  apply.ticket(),
                  apply.request().key(),
                  ports.applier().apply(apply.server(), apply.request())));
      case Command.Bury bury ->
          Optional.of(
              new Event.Buried(bury.ticket(), ports.memory().tombstones().bury(bury.batch())));
      case Command.Delete delete ->
          Optional.of(
              new Event.Deleted(
                  delete.ticket(),
                  delete.request().key(),
                  ports.applier().delete(delete.server(), delete.request())));
      case Command.WriteStatus write ->
          Optional.of(
              new Event.Written(
                  write.ticket(),
                  ports
                      .applications()
                      .writeStatus(write.read(), write.next(), write.removedAnnotations())));
      case Command.BeginOperation begin ->
          Optional.of(
              new Event.Written(
                  begin.ticket(),
                  ports
                      .applications()
                      .beginOperation(begin.read(), begin.operation(), begin.running())));
      case Command.SaveOperationState save ->
          Optional.of(
              new Event.Written(
                  save.ticket(),
                  ports.applications().saveOperationState(save.read(), save.state(), save.next())));
      case Command.Annotate annotate ->
          Optional.of(
              new Event.Written(
                  annotate.ticket(),
                  ports
                      .applications()
                      .annotate(annotate.ticket().application(), annotate.annotations())));
      case Command.WriteFinalizers write ->
          Optional.of(
              new Event.Written(
                  write.ticket(),
                  ports.applications().writeFinalizers(write.read(), write.finalizers())));
      case Command.PinCluster(var server, var identity) ->
          Optional.of(new Event.ClusterPinned(server, ports.credentials().pin(server, identity)));
      case Command.Recording recording -> {
        record(recording);
        yield Optional.empty();
      }
    };
  }

  private void record(Command.Recording command) {
    switch (command) {
      case Command.RecordEvent(var about, var event) ->
          ports.memory().events().record(about, event);
      case Command.AppendJournal append ->
          ports.memory().journal().append(append.application(), withCommit(append));
      case Command.KeepCommit keep ->
          ports.sources().keep(repository(keep.repository()), keep.commit());
    }
  }

  private Journal.Entry withCommit(Command.AppendJournal append) {
    Journal.Entry entry = append.entry();
    Optional<String> commit =
        append.repository().url().isEmpty() || entry.revision().isEmpty()
            ? Optional.empty()
            : switch (ports.sources().commit(repository(append.repository()), entry.revision())) {
              case Result.Success<Commit>(var found) ->
                  Optional.of(found.authorName() + ": " + found.subject());
              case Result.Failed<Commit> _ -> Optional.empty();
            };
    return new Journal.Entry(
        entry.at(),
        entry.kind(),
        entry.actor(),
        entry.revision(),
        commit,
        entry.images(),
        entry.outcome(),
        entry.steps(),
        entry.tombstones());
  }

  private Repository repository(RepositoryKey key) {
    return key.wanted(ports.credentials().repository(key.url(), key.project()));
  }

  private static Optional<Event> failed(Command command, Failure why) {
    return switch (command) {
      case Command.ResolveRevision it ->
          Optional.of(new Event.Resolved(it.ref(), Result.failed(why)));
      case Command.FindChanges it ->
          Optional.of(new Event.ChangesFound(it.key(), Result.failed(why)));
      case Command.ReadSignatures it ->
          Optional.of(new Event.SignaturesRead(it.key(), Result.failed(why)));
      case Command.Render it ->
          Optional.of(new Event.Rendered(it.ticket(), new Rendering.Failed(why)));
      case Command.Compare it -> Optional.of(new Event.Compared(it.ticket(), Result.failed(why)));
      case Command.ReadManaged it ->
          Optional.of(new Event.ManagedRead(it.ticket(), Result.failed(why)));
      case Command.ReadObject it ->
          Optional.of(new Event.ObjectRead(it.ticket(), it.key(), Result.failed(why)));
      case Command.Apply it ->
          Optional.of(
              new Event.Applied(
                  it.ticket(), it.request().key(), new ApplyOutcome.Unknown(why.message())));
      case Command.Delete it ->
          Optional.of(
              new Event.Deleted(
                  it.ticket(), it.request().key(), new DeleteOutcome.Unknown(why.message())));
      case Command.Bury it -> Optional.of(new Event.Buried(it.ticket(), Result.failed(why)));
      case Command.ReadApplication it -> written(it.ticket(), why);
      case Command.WriteStatus it -> written(it.ticket(), why);
      case Command.BeginOperation it -> written(it.ticket(), why);
      case Command.SaveOperationState it -> written(it.ticket(), why);
      case Command.Annotate it -> written(it.ticket(), why);
      case Command.WriteFinalizers it -> written(it.ticket(), why);
      case Command.PinCluster it ->
          Optional.of(new Event.ClusterPinned(it.server(), Result.failed(why)));
      case Command.Recording _,
          Command.SetTimer _,
          Command.CancelTimer _,
          Command.Publish _,
          Command.Withdraw _,
          Command.Stopped _ ->
          Optional.empty();
    };
  }

  private static Optional<Event> written(dev.kilter.control.message.Ticket ticket, Failure why) {
    return Optional.of(new Event.Written(ticket, Result.failed(why)));
  }
}
