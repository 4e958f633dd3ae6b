package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Optional;

/** The source needs a tool that is being fetched, or that could not be. */
final class ToolIsMissing implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.ToolMissing.class)
        .map(failure ->
            new Explained(
                "Unknown",
                "\"%s\" waits for %s, which is not here."
                    .formatted(situation.name(), failure.tool()),
                "KIL-TOOL-MISSING",
                "",
                List.of(
                    Words.oneLine(failure.message()) + ".",
                    "The cluster stays as it is; Kilter tries again by itself."),
                List.of(new Fix("Ask again at once", situation.command("refresh"))),
                situation.problemSince()));
  }
}
