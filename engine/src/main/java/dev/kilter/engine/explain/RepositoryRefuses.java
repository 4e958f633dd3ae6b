package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The repository answers, but not to these credentials. */
final class RepositoryRefuses implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.RepositoryDenied.class)
        .map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure.RepositoryDenied failure) {
    List<String> evidence = new ArrayList<>();
    evidence.add(Words.oneLine(failure.message()) + ".");
    evidence.addAll(situation.tries());
    String url = Words.shell(failure.repoUrl());
    return new Explained(
        "Unknown",
        "The repository " + failure.repoUrl() + " refuses the credentials that Kilter has for it.",
        "KIL-REPO-DENIED",
        "",
        evidence,
        List.of(
            new Fix(
                "Give it credentials that may read",
                "kilter repo add " + url + " --username USER --password TOKEN --upsert"),
            new Fix("Then try again", situation.command("refresh"))),
        situation.problemSince());
  }
}
