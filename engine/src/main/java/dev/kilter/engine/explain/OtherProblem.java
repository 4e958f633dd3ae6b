package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something went wrong that has no rule of its own. */
final class OtherProblem implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation.failure(Failure.class).map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure failure) {
    boolean defect = failure instanceof Failure.Defect;
    List<String> evidence = new ArrayList<>();
    evidence.add(Words.oneLine(failure.message()) + ".");
    evidence.addAll(situation.tries());
    return new Explained(
        "Unknown",
        defect
            ? "Kilter itself failed on " + situation.quoted() + "; other applications go on."
            : situation.quoted()
                + " could not be looked at: "
                + Words.oneLine(failure.message())
                + ".",
        defect ? "KIL-DEFECT" : "KIL-PROBLEM",
        "",
        evidence,
        List.of(new Fix("Try again now", situation.command("refresh"))),
        situation.problemSince());
  }
}
