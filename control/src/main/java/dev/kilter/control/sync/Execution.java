package dev.kilter.control.sync;

import dev.kilter.control.deletion.DeletionBatch;
import dev.kilter.control.deletion.DeletionBatch.Candidate;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.state.Outgoing;
import dev.kilter.engine.prune.BlastRadius;
import dev.kilter.engine.sync.SyncCommand;
import dev.kilter.engine.sync.SyncCommand.Outcome;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of one step, all at once, until each has its outcome. */
final class Execution {
  private final Outgoing out;
  private final ApplicationId application;
  private final String server;
  private final Map<Ticket, SyncCommand> asked = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private Optional<DeletionBatch> deletions = Optional.empty();

  Execution(Outgoing out, ApplicationId application, String server) {
    this.out = out;
    this.application = application;
    this.server = server;
  }

  /** What stands for the deletions among the commands: the hash that was confirmed, or theirs. */
  static String planHash(List<SyncCommand> commands, OperationState state) {
    Map<ResourceKey, String> uids = new LinkedHashMap<>();
    for (SyncCommand command : commands) {
      if (command instanceof SyncCommand.Delete delete) {
        uids.put(delete.key(), delete.expectedUid());
      }
    }
    return state
        .operation()
        .sync()
        .options()
        .value(SyncOptions.CONFIRM_DELETION)
        .orElseGet(() -> BlastRadius.planHash(uids, state));
  }

  void start(List<SyncCommand> commands, DeletionBatch batch) {
    List<Candidate> candidates = new ArrayList<>();
    for (SyncCommand command : commands) {
      switch (command) {
        case SyncCommand.Apply apply ->
            out.add(new Command.Apply(ask(apply), server, apply.request()));
        case SyncCommand.DeleteHook hook ->
            out.add(new Command.Delete(ask(hook), server, hook.request()));
        case SyncCommand.Look look ->
            out.add(new Command.ReadObject(ask(look), server, look.key()));
        case SyncCommand.Delete delete ->
            candidates.add(
                new Candidate(
                    delete.key(), delete.version(), delete.expectedUid(), delete.propagation()));
      }
    }
    if (!candidates.isEmpty()) {
      deletions = Optional.of(batch);
      batch.start(candidates);
    }
  }

  private Ticket ask(SyncCommand command) {
    Ticket ticket = out.ticket(application);
    asked.put(ticket, command);
    return ticket;
  }

  boolean done() {
    return asked.isEmpty() && deletions.map(DeletionBatch::done).orElse(true);
  }

  List<Outcome> outcomes() {
    List<Outcome> all = new ArrayList<>(outcomes);
    deletions.ifPresent(batch -> all.addAll(batch.outcomes()));
    return List.copyOf(all);
  }

  List<String> tombstones() {
    return deletions.map(DeletionBatch::tombstones).orElse(List.of());
  }

  void applied(Ticket ticket, ResourceKey key, ApplyOutcome outcome) {
    if (asked.remove(ticket) != null) {
      outcomes.add(new Outcome.Applied(key, outcome));
    }
  }

  void read(Ticket ticket, ResourceKey key, Result<Manifest> live) {
    if (asked.remove(ticket) != null) {
      boolean missing = live instanceof Result.Failed<Manifest>(Failure.NotFound _);
      outcomes.add(new Outcome.Looked(key, !missing));
    } else {
      deletions.ifPresent(batch -> batch.read(ticket, live));
    }
  }

  void buried(Ticket ticket, Result<String> id) {
    deletions.ifPresent(batch -> batch.buried(ticket, id));
  }

  void deleted(Ticket ticket, ResourceKey key, DeleteOutcome outcome) {
    if (asked.remove(ticket) != null) {
      outcomes.add(new Outcome.Deleted(key, outcome));
    } else {
      deletions.ifPresent(batch -> batch.deleted(ticket, outcome));
    }
  }
}
