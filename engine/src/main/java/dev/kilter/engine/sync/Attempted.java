package dev.kilter.engine.sync;

import dev.kilter.engine.sync.AutoSync.Situation;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/** Whether the last sync was to these very revisions and sources, and how it ended. */
sealed interface Attempted {
  record No() implements Attempted {}

  record Failed(String message) implements Attempted {}

  record Succeeded(OperationState state) implements Attempted {}

  static Attempted of(Situation situation) {
    Application application = situation.application();
    Optional<OperationState> last = application.status().operationState();
    if (last.isEmpty() || !same(last.get(), situation)) {
      return new No();
    }
    return last.get().phase() == OperationPhase.Succeeded
        ? new Succeeded(last.get())
        : new Failed(last.get().message());
  }

  /** An operation that ended before it had a result counts as an attempt. */
  private static boolean same(OperationState last, Situation situation) {
    Optional<SyncResult> result = last.syncResult();
    if (result.isEmpty()) {
      return last.phase().completed();
    }
    boolean sameRevisions =
        !situation.revisionMatters() || result.get().revisions().equals(situation.revisions());
    return sameRevisions
        && withoutRevisions(result.get().sources())
            .equals(withoutRevisions(situation.application().spec().sources()));
  }

  /** {@code HEAD} against {@code main} is no difference when the commits are the same. */
  private static List<Manifest> withoutRevisions(List<Source> sources) {
    return sources.stream().map(source -> source.raw().without("targetRevision")).toList();
  }
}
