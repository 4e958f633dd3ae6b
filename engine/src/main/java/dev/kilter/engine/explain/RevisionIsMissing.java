package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The branch, tag or commit is not there. */
final class RevisionIsMissing implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.RevisionMissing.class)
        .map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure.RevisionMissing failure) {
    List<String> evidence = new ArrayList<>();
    evidence.add(Words.oneLine(failure.message()) + ".");
    evidence.addAll(situation.tries());
    evidence.add("The cluster stays as it is meanwhile.");
    return new Explained(
        "Unknown",
        "\"%s\" tracks %s, which %s does not have."
            .formatted(situation.name(), failure.revision(), failure.repoUrl()),
        "KIL-REVISION-MISSING",
        "",
        evidence,
        List.of(
            new Fix(
                "Push it, or track another one", situation.command("set", "--revision", "main"))),
        situation.problemSince());
  }
}
