package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder is not in the repository. */
final class PathIsMissing implements Rule {
  private static final int SUGGESTED = 3;

  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.PathMissing.class)
        .map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure.PathMissing failure) {
    List<String> closest =
        failure.closest().subList(0, Math.min(SUGGESTED, failure.closest().size()));
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "Looked in %s at %s.".formatted(failure.repoUrl(), Words.shortSha(failure.revision())));
    if (!closest.isEmpty()) {
      evidence.add("Closest: " + String.join(", ", closest) + ".");
    }
    evidence.addAll(situation.tries());
    List<Fix> fixes =
        closest.stream()
            .map(path ->
                new Fix("Use " + path, situation.command("set", "--path", Words.shell(path))))
            .toList();
    if (closest.isEmpty()) {
      fixes =
          List.of(new Fix("Push it, or name one", situation.command("set", "--path", "FOLDER")));
    }
    return new Explained(
        "Unknown",
        "Cannot render \"%s\": the folder %s is not in the repository."
            .formatted(situation.name(), failure.path()),
        "KIL-PATH-MISSING",
        "",
        evidence,
        fixes,
        situation.problemSince());
  }
}
