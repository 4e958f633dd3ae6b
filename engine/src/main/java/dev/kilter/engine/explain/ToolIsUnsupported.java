package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Optional;

/** The source needs a tool that this version does not run. */
final class ToolIsUnsupported implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.ToolUnsupported.class)
        .map(failure ->
            new Explained(
                "Unknown",
                "\"%s\" needs %s, which this version of Kilter does not run."
                    .formatted(situation.name(), failure.tool()),
                "KIL-TOOL-UNSUPPORTED",
                "",
                List.of(Words.oneLine(failure.message()) + ".", "The cluster stays as it is."),
                List.of(
                    new Fix(
                        "Point it at a folder of plain manifests",
                        situation.command("set", "--path", "FOLDER"))),
                situation.problemSince()));
  }
}
