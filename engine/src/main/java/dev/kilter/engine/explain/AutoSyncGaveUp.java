package dev.kilter.engine.explain;

import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last sync failed; automation does not try the same revision again by itself. */
final class AutoSyncGaveUp implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .operation()
        .filter(state ->
            state.phase() == OperationPhase.Failed || state.phase() == OperationPhase.Error)
        .filter(state -> situation.sync() == SyncStatus.OutOfSync)
        .map(state -> explained(situation, state));
  }

  private static Explained explained(Situation situation, OperationState state) {
    boolean automated = situation.application().spec().syncPolicy().automation().isPresent();
    String revision =
        state.syncResult().stream()
            .flatMap(result -> result.revisions().stream())
            .findFirst()
            .map(Words::shortSha)
            .orElse("that revision");
    List<String> evidence = new ArrayList<>();
    evidence.add(Words.oneLine(state.message()) + ".");
    if (automated) {
      evidence.add("Auto-sync tries a revision that failed no more; the next commit is tried.");
    }
    return new Explained(
        "SyncFailed",
        "The sync of \"%s\" to %s failed%s."
            .formatted(
                situation.name(),
                revision,
                state
                    .finishedAt()
                    .map(at -> " " + Words.age(at, situation.now()) + " ago")
                    .orElse("")),
        automated ? "KIL-AUTO-SYNC-GAVE-UP" : "KIL-SYNC-FAILED",
        "",
        evidence,
        List.of(
            new Fix("Try again", situation.command("sync")),
            new Fix("See what differs", situation.command("diff"))),
        state.finishedAt());
  }
}
