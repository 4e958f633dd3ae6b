package dev.kilter.store.reading;

import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.application.ResourceResult.Outcome;
import dev.kilter.model.application.ResourceResult.SyncPhase;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncResult;
import dev.kilter.store.tree.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads {@code status.operationState} and {@code status.history}. */
final class OperationStateReader {
  private OperationStateReader() {}

  /** Empty without a readable phase: then nobody can say how the operation stands. */
  static Optional<OperationState> read(Fields state) {
    return state
        .constant("phase", OperationPhase.class)
        .map(phase ->
            new OperationState(
                OperationReader.read(state.object("operation")),
                phase,
                state.text("message"),
                state.optionalObject("syncResult").map(OperationStateReader::result),
                state.time("startedAt").orElse(Instant.EPOCH),
                state.time("finishedAt"),
                state.integer("retryCount").orElse(0L)));
  }

  private static SyncResult result(Fields result) {
    List<Source> several = SpecReader.sources(result);
    return new SyncResult(
        result.objects("resources").stream().map(OperationStateReader::resource).toList(),
        OperationReader.revisions(result),
        several.isEmpty() ? SpecReader.source(result, "source") : several,
        !several.isEmpty(),
        PolicyReader.namespaceMetadata(result));
  }

  private static ResourceResult resource(Fields resource) {
    return new ResourceResult(
        StatusReader.key(resource),
        resource.text("version"),
        resource.constant("status", Outcome.class),
        resource.text("message"),
        resource.constant("hookPhase", HookPhase.class),
        resource.text("hookType"),
        resource.constant("syncPhase", SyncPhase.class).orElse(SyncPhase.Sync),
        resource.texts("images"));
  }

  static RevisionHistory history(Fields entry) {
    List<Source> several = SpecReader.sources(entry);
    return new RevisionHistory(
        entry.integer("id").orElse(0L),
        OperationReader.revisions(entry),
        several.isEmpty() ? SpecReader.source(entry, "source") : several,
        !several.isEmpty(),
        entry.time("deployStartedAt"),
        entry.time("deployedAt").orElse(Instant.EPOCH),
        OperationReader.initiatedBy(entry));
  }
}
