package dev.kilter.control.message;

import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.cluster.ResourceApplier.DeleteRequest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.SourceFetcher.Freshness;
import dev.kilter.model.store.EventRecorder;
import dev.kilter.model.store.Journal;
import dev.kilter.model.store.Tombstones;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the loop asks for. Those with a question in them are answered by exactly one {@link Event},
 * also where they fail; the order of answers does not matter. Each may be carried out twice.
 */
public sealed interface Command {

  /** Commands that change something outside of this process: none of them while observing. */
  sealed interface Writing extends Command {}

  /** The ticket of a step of a sync or a deletion; what only tells of them is none. */
  default Optional<Ticket> step() {
    return switch (this) {
      case Apply apply -> Optional.of(apply.ticket());
      case Bury bury -> Optional.of(bury.ticket());
      case Delete delete -> Optional.of(delete.ticket());
      case BeginOperation begin -> Optional.of(begin.ticket());
      case SaveOperationState save -> Optional.of(save.ticket());
      default -> Optional.empty();
    };
  }

  /** Writing down what happened: best effort, unanswered. */
  sealed interface Recording extends Writing {}

  /** Commands that cost CPU, bounded by the loop itself. */
  sealed interface Heavy extends Command {}

  record ResolveRevision(RefKey ref, Freshness freshness) implements Command {}

  record FindChanges(ChangesKey key) implements Command {}

  record ReadSignatures(SignatureKey key) implements Command {}

  record Render(Ticket ticket, RenderTask task) implements Heavy {}

  record Compare(Ticket ticket, CompareTask task) implements Heavy {}

  /**
   * Every object that carries the application's mark, and those of the keys that there are. Fails
   * where nobody can tell whether there are any.
   */
  record ReadManaged(Ticket ticket, String server, String instanceName, Set<ResourceKey> known)
      implements Command {
    public ReadManaged {
      known = Set.copyOf(known);
    }
  }

  /** A live GET of one object, past every cache. */
  record ReadObject(Ticket ticket, String server, ResourceKey key) implements Command {}

  /** Reads the Application past the watch, after a conflict. */
  record ReadApplication(Ticket ticket) implements Command {}

  record Apply(Ticket ticket, String server, ApplyRequest request) implements Writing {}

  record Bury(Ticket ticket, Tombstones.Batch batch) implements Writing {}

  record Delete(Ticket ticket, String server, DeleteRequest request) implements Writing {}

  record WriteStatus(
      Ticket ticket, Application read, ApplicationStatus next, List<String> removedAnnotations)
      implements Writing {
    public WriteStatus {
      removedAnnotations = List.copyOf(removedAnnotations);
    }
  }

  /** Sets the operation and its Running state in one write: how automation starts a sync. */
  record BeginOperation(
      Ticket ticket, Application read, Operation operation, OperationState running)
      implements Writing {}

  /** {@code next} holds the history, too, and at the end of a run the verdict on what it did. */
  record SaveOperationState(
      Ticket ticket, Application read, OperationState state, ApplicationStatus next)
      implements Writing {}

  record Annotate(Ticket ticket, Map<String, Optional<String>> annotations) implements Writing {
    public Annotate {
      annotations = Map.copyOf(annotations);
    }
  }

  record WriteFinalizers(Ticket ticket, Application read, List<String> finalizers)
      implements Writing {
    public WriteFinalizers {
      finalizers = List.copyOf(finalizers);
    }
  }

  record RecordEvent(Application about, EventRecorder.Event event) implements Recording {}

  /** The commit's author and subject are filled in on the way. */
  record AppendJournal(ApplicationId application, RepositoryKey repository, Journal.Entry entry)
      implements Recording {}

  /** Remembers which cluster the address leads to, from now on the only one that is written to. */
  record PinCluster(String server, String identity) implements Writing {}

  /** History names this commit, so it must not be collected. */
  record KeepCommit(RepositoryKey repository, String commit) implements Recording {}

  record SetTimer(TimerId timer, Instant at) implements Command {}

  record CancelTimer(TimerId timer) implements Command {}

  /** What readers see of an application from now on. */
  record Publish(ApplicationSnapshot snapshot) implements Command {}

  record Withdraw(ApplicationId application) implements Command {}

  /** Every run is finished or parked: the process may end. */
  record Stopped() implements Command {}
}
