package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file does not hold manifests. */
final class CannotRender implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.RenderFailed.class)
        .map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure.RenderFailed failure) {
    String place = failure.line() > 0 ? failure.file() + ":" + failure.line() : failure.file();
    List<String> evidence = new ArrayList<>();
    evidence.add(place + ": " + Words.oneLine(failure.message()) + ".");
    situation
        .input()
        .running()
        .ifPresent(commit ->
            evidence.add(
                "The cluster still runs "
                    + Situation.described(commit)
                    + "; nothing was deleted."));
    evidence.addAll(situation.tries());
    return new Explained(
        "Unknown",
        "Cannot render \"%s\": %s cannot be read.".formatted(situation.name(), place),
        "KIL-RENDER-FAILED",
        place,
        evidence,
        List.of(
            new Fix("Correct " + place + " and push; Kilter takes the next commit by itself", ""),
            new Fix("Ask again at once", situation.command("refresh"))),
        situation.problemSince());
  }
}
