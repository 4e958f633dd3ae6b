package dev.kilter.store.applications;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.tree.JsonPatch;
import dev.kilter.store.writing.OperationStateWriter;
import dev.kilter.store.writing.OperationWriter;
import dev.kilter.store.writing.SizeLimit;
import dev.kilter.store.writing.StatusWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON patches of the operation protocol. Each tests what its writer saw, so that two writers never
 * overwrite each other and a termination is never lost.
 */
final class OperationPatch {
  private static final String STATUS = "status";
  private static final String STATE = "operationState";
  private static final String OPERATION = "operation";

  private OperationPatch() {}

  /** Sets the operation and annotations, unless an operation is there. */
  static JsonPatch start(
      Manifest live, Operation operation, Map<String, Optional<String>> annotations) {
    JsonPatch patch = new JsonPatch().test(null, OPERATION);
    annotations(patch, live, annotations);
    return patch.set(OperationWriter.tree(operation), OPERATION);
  }

  /** Operation and Running state together, if the resource is still as read. */
  static JsonPatch begin(Application read, Operation operation, OperationState running) {
    JsonPatch patch =
        new JsonPatch()
            .test(read.resourceVersion(), "metadata", "resourceVersion")
            .test(null, OPERATION)
            .set(OperationWriter.tree(operation), OPERATION);
    if (read.raw().at(STATUS).isEmpty()) {
      patch.set(Map.of(), STATUS);
    }
    return patch.set(OperationStateWriter.tree(running), STATUS, STATE);
  }

  private static void annotations(
      JsonPatch patch, Manifest live, Map<String, Optional<String>> annotations) {
    if (annotations.isEmpty()) {
      return;
    }
    if (live.at("metadata", "annotations").isEmpty()) {
      patch.test(null, "metadata", "annotations").set(Map.of(), "metadata", "annotations");
    }
    annotations.forEach((name, value) -> {
      if (value.isPresent()) {
        patch.set(value.get(), "metadata", "annotations", name);
      } else if (live.annotation(name).isPresent()) {
        patch.remove("metadata", "annotations", name);
      }
    });
  }

  /**
   * Writes the state of a run and, where it is done, its history, the end of the operation and the
   * verdict on it.
   */
  static JsonPatch save(Application read, OperationState state, ApplicationStatus status) {
    JsonPatch patch = new JsonPatch();
    testUnchanged(patch, read.raw());
    boolean starts = !inProgress(read.raw());
    if (starts) {
      // A cancellation that came between reading and starting removed the operation.
      read.raw().at(OPERATION).ifPresent(operation -> patch.test(operation, OPERATION));
    }
    if (read.raw().at(STATUS).isEmpty()) {
      patch.set(Map.of(), STATUS);
    }
    Map<String, @Nullable Object> tree =
        SizeLimit.fit(StatusWriter.tree(status.withOperationState(Optional.of(state))));
    patch.set(tree.get(STATE), STATUS, STATE);
    if (!status.history().equals(read.status().history())) {
      history(patch, read.raw(), tree.get("history"));
    }
    new StatusPatch(read, status, List.of()).addTo(patch);
    if (state.phase().completed() && read.raw().at(OPERATION).isPresent()) {
      patch.remove(OPERATION);
    }
    return patch;
  }

  private static void history(JsonPatch patch, Manifest raw, @Nullable Object history) {
    if (history != null) {
      patch.set(history, STATUS, "history");
    } else if (raw.at(STATUS, "history").isPresent()) {
      patch.remove(STATUS, "history");
    }
  }

  /** Ends a running operation, or takes back one that has not begun; empty where there is none. */
  static Optional<JsonPatch> terminate(Manifest live) {
    JsonPatch patch = new JsonPatch();
    testUnchanged(patch, live);
    if (inProgress(live)) {
      return Optional.of(patch.replace(OperationPhase.Terminating.name(), STATUS, STATE, "phase"));
    }
    return live.at(OPERATION).map(operation -> patch.test(operation, OPERATION).remove(OPERATION));
  }

  static boolean terminating(Manifest live) {
    return OperationPhase.Terminating.name().equals(live.text(STATUS, STATE, "phase").orElse(""));
  }

  private static boolean inProgress(Manifest live) {
    String phase = live.text(STATUS, STATE, "phase").orElse("");
    return phase.equals(OperationPhase.Running.name()) || terminating(live);
  }

  private static void testUnchanged(JsonPatch patch, Manifest raw) {
    if (raw.at(STATUS).isEmpty()) {
      patch.test(null, STATUS);
    } else if (raw.at(STATUS, STATE).isEmpty()) {
      patch.test(null, STATUS, STATE);
    } else {
      for (String field : new String[] {"phase", "startedAt"}) {
        patch.test(raw.at(STATUS, STATE, field).orElse(null), STATUS, STATE, field);
      }
    }
  }
}
