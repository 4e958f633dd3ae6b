package dev.kilter.engine.explain;

import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sync is under way; says what it waits for. */
final class SyncRuns implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .operation()
        .filter(state -> !state.phase().completed())
        .map(state -> explained(situation, state));
  }

  private static Explained explained(Situation situation, OperationState state) {
    String age = Words.age(state.startedAt(), situation.now());
    List<ResourceResult> running = WaveBlocked.running(state);
    List<String> evidence = new ArrayList<>();
    if (!state.message().isEmpty()) {
      evidence.add(Words.oneLine(state.message()) + ".");
    }
    if (state.retryCount() > 0) {
      evidence.add("Retried " + Words.times((int) state.retryCount()) + " so far.");
    }
    String headline;
    if (state.phase() == OperationPhase.Terminating) {
      headline = "The sync of " + situation.quoted() + " is being stopped.";
    } else if (state.finishedAt().isPresent()) {
      headline = "The sync of " + situation.quoted() + " failed and is tried again soon.";
    } else {
      headline =
          "\"%s\" is syncing for %s%s."
              .formatted(situation.name(), age, running.isEmpty() ? "" : waits(running));
    }
    return new Explained(
        "Progressing",
        headline,
        "KIL-SYNCING",
        running.isEmpty() ? "" : Words.reference(running.getFirst().key()),
        evidence,
        List.of(
            new Fix("Watch it", situation.command("wait", "--operation")),
            new Fix("Stop it", situation.command("terminate-op"))),
        Optional.of(state.startedAt()));
  }

  private static String waits(List<ResourceResult> running) {
    return " and waits for "
        + Words.list(running.stream().map(result -> Words.object(result.key())).toList(), 2);
  }
}
