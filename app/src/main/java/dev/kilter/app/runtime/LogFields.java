package dev.kilter.app.runtime;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.SyncResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every line about an application carries, by Argo CD's names: {@code application}, {@code
 * app-namespace}, {@code project}, the {@code revision} that is being synced or was compared last,
 * and, while an operation runs, {@code syncId}: the time at which it started.
 */
final class LogFields {
  private LogFields() {}

  static Map<String, String> of(Application application) {
    return of(
        application,
        application.status().operationState().filter(state -> !state.phase().completed()));
  }

  /** For a line about the last operation, also once it is over. */
  static Map<String, String> ofOperation(Application application) {
    return of(application, application.status().operationState());
  }

  private static Map<String, String> of(
      Application application, Optional<OperationState> operation) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("application", application.id().name());
    fields.put("app-namespace", application.id().namespace());
    fields.put("project", application.spec().project());
    List<String> revisions =
        operation
            .map(LogFields::revisions)
            .filter(found -> !found.isEmpty())
            .orElse(application.status().sync().revisions());
    if (!revisions.isEmpty()) {
      fields.put("revision", String.join(",", revisions));
    }
    operation.ifPresent(state -> fields.put("syncId", state.startedAt().toString()));
    return fields;
  }

  private static List<String> revisions(OperationState state) {
    return state
        .syncResult()
        .map(SyncResult::revisions)
        .orElse(state.operation().sync().revisions());
  }
}
