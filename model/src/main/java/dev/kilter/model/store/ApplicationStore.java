package dev.kilter.model.store;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port to the Application custom resources. Blocking. Writers touch only the fields they name and
 * preserve all others. Failures: NotFound, Conflict, Refused, ClusterUnreachable.
 */
public interface ApplicationStore {
  Result<List<Application>> list();

  Result<Application> get(ApplicationId id);

  Result<Application> create(Manifest application);

  /**
   * Replaces spec, labels, annotations and finalizers; status and operation stay. Conflict where
   * the manifest carries a resourceVersion that is not the present one.
   */
  Result<Application> update(Manifest application);

  /** A JSON merge patch of the spec itself: {@code {"source": {"targetRevision": "v2"}}}. */
  Result<Application> patchSpec(ApplicationId id, Manifest mergePatch);

  Result<Void> delete(ApplicationId id);

  /**
   * Writes what differs between the status that was read and the next one, except operationState
   * and history, and removes the named annotations. Writes nothing where nothing differs.
   */
  Result<Application> writeStatus(
      Application read, ApplicationStatus next, List<String> removedAnnotations);

  /** Sets {@code operation}; Conflict where one is there already. */
  default Result<Application> startOperation(ApplicationId id, Operation operation) {
    return startOperation(id, operation, Map.of());
  }

  /**
   * Sets {@code operation} and annotations in one write, so that a rollback never runs without its
   * hold; Conflict where an operation is there already, and then nothing is written.
   */
  Result<Application> startOperation(
      ApplicationId id, Operation operation, Map<String, Optional<String>> annotations);

  /**
   * Sets {@code operation} and its Running state in one write, guarded by the resourceVersion as
   * read: how automation starts a sync. Conflict means read again. A store that cannot do both at
   * once sets one after the other.
   */
  default Result<Application> beginOperation(
      Application read, Operation operation, OperationState running) {
    return startOperation(read.id(), operation)
        .then(started ->
            saveOperationState(
                started, running, started.status().withOperationState(Optional.of(running))));
  }

  /**
   * Writes operationState, history, whatever else of {@code next} is not as it was read and, where
   * the state is completed, removes {@code operation}; a JSON Patch with {@code test} on phase and
   * startedAt as read, so that Terminating wins: Conflict means read again.
   */
  Result<Application> saveOperationState(
      Application read, OperationState state, ApplicationStatus next);

  /** Sets phase Terminating; NotFound where nothing runs. */
  Result<Application> terminateOperation(ApplicationId id);

  /** Sets annotations, or removes those whose value is empty. */
  Result<Application> annotate(ApplicationId id, Map<String, Optional<String>> annotations);

  /** Leaves exactly these finalizers, if the resource is still as read. */
  Result<Application> writeFinalizers(Application read, List<String> finalizers);

  /**
   * From now on told about every Application, first about those that exist, then {@code synced}.
   */
  void watch(Listener listener);

  /** Called on the store's thread, in the order of changes; must return at once. */
  interface Listener {
    void upserted(Application application);

    void removed(ApplicationId id);

    void synced();
  }
}
