package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The repository does not answer. */
final class CannotReachRepository implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.RepositoryUnreachable.class)
        .map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure.RepositoryUnreachable failure) {
    List<String> evidence = new ArrayList<>();
    evidence.add(Words.oneLine(failure.message()) + ".");
    evidence.addAll(situation.tries());
    evidence.add("The cluster stays as it is meanwhile.");
    return new Explained(
        "Unknown",
        "The repository " + failure.repoUrl() + " does not answer.",
        "KIL-REPO-UNREACHABLE",
        "",
        evidence,
        List.of(new Fix("Try again now", situation.command("refresh"))),
        situation.problemSince());
  }
}
