package dev.kilter.control.sync;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.RepositoryKey;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.store.EventRecorder.Event;
import dev.kilter.model.store.EventRecorder.Severity;
import dev.kilter.model.store.Journal;
import dev.kilter.model.time.Moment;
import java.util.List;
import java.util.Optional;

/** What is written down about runs: Events with Argo CD's reasons and words, and the journal. */
final class Records {
  private final Outgoing out;

  Records(Outgoing out) {
    this.out = out;
  }

  void started(Application application, OperationState state) {
    Operation operation = state.operation();
    String revision = revisions(state);
    String message =
        operation.initiatedBy().automated()
            ? "Initiated automated sync to '" + revision + "'"
            : actor(operation) + " initiated sync to " + revision;
    out.add(
        new Command.RecordEvent(
            application, new Event(Severity.Normal, "OperationStarted", message)));
  }

  void completed(Application application, Run run, Moment now) {
    OperationState state = run.state();
    boolean succeeded = state.phase() == OperationPhase.Succeeded;
    String kind =
        state.operation().sync().selective() ? "Partial sync operation" : "Sync operation";
    String revisions = revisions(state);
    String message =
        kind
            + (revisions.isEmpty() ? "" : " to " + revisions)
            + (succeeded ? " succeeded" : " failed: " + state.message());
    out.add(
        new Command.RecordEvent(
            application,
            new Event(
                succeeded ? Severity.Normal : Severity.Warning, "OperationCompleted", message)));
    journal(application, run, now);
    if (succeeded && !state.operation().sync().selective() && !state.operation().sync().dryRun()) {
      keep(application, state);
    }
  }

  private void journal(Application application, Run run, Moment now) {
    OperationState state = run.state();
    Optional<Source> source =
        state.syncResult().flatMap(result -> result.sources().stream().findFirst());
    List<String> images =
        state.syncResult().stream()
            .flatMap(result -> result.resources().stream())
            .flatMap(resource -> resource.images().stream())
            .toList();
    String project = application.spec().project();
    RepositoryKey repository =
        source
            .map(it -> RepositoryKey.of(it, project))
            .orElseGet(() -> new RepositoryKey("", project));
    run.byHand()
        .reverted(state, now.wall())
        .forEach(entry -> out.add(new Command.AppendJournal(application.id(), repository, entry)));
    out.add(
        new Command.AppendJournal(
            application.id(),
            repository,
            new Journal.Entry(
                now.wall(),
                kind(state.operation()),
                actor(state.operation()),
                state.syncResult().map(SyncResult::revisions).orElse(List.of()).stream()
                    .findFirst()
                    .orElse(""),
                Optional.empty(),
                ImageChanges.between(run.imagesBefore(), images),
                state.phase() + ": " + state.message(),
                run.steps(),
                run.tombstones())));
  }

  /** History names these commits, so they must not be collected. */
  private void keep(Application application, OperationState state) {
    SyncResult result = state.syncResult().orElseThrow();
    for (int i = 0; i < Math.min(result.sources().size(), result.revisions().size()); i++) {
      out.add(
          new Command.KeepCommit(
              RepositoryKey.of(result.sources().get(i), application.spec().project()),
              result.revisions().get(i)));
    }
  }

  private static String kind(Operation operation) {
    if (operation.sync().selfHealAttempts() > 0) {
      return "self-heal";
    }
    boolean rollback =
        !operation.initiatedBy().automated()
            && !operation.sync().strategy().hooks()
            && !operation.sync().sources().isEmpty();
    return rollback ? "rollback" : "sync";
  }

  private static String actor(Operation operation) {
    if (operation.initiatedBy().automated()) {
      return "automation";
    }
    String user = operation.initiatedBy().username();
    return user.isEmpty() ? "someone" : user;
  }

  private static String revisions(OperationState state) {
    List<String> revisions = state.syncResult().map(SyncResult::revisions).orElse(List.of());
    return String.join(
        ", ", revisions.isEmpty() ? state.operation().sync().revisions() : revisions);
  }
}
