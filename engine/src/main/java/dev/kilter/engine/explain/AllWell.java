package dev.kilter.engine.explain;

import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;

/** Nothing is wrong, or nothing is known yet. */
final class AllWell {
  private AllWell() {}

  static Explained of(Situation situation) {
    boolean well =
        situation.sync() == SyncStatus.Synced && situation.health() == HealthStatus.Healthy;
    List<String> evidence = new ArrayList<>();
    situation
        .input()
        .comparison()
        .ifPresent(comparison ->
            evidence.add(
                Words.count(
                        comparison.resources().values().stream()
                            .filter(resource -> resource.counts())
                            .count(),
                        "object")
                    + " compared."));
    evidence.addAll(situation.deployed());
    if (well) {
      return new Explained(
          HealthStatus.Healthy.name(),
          "All is well: \"%s\" is as Git says and healthy.".formatted(situation.name()),
          "KIL-OK",
          "",
          evidence,
          List.of(),
          situation.healthSince());
    }
    return new Explained(
        situation.health().name(),
        "\"%s\" is %s and %s; nothing more is known yet."
            .formatted(situation.name(), situation.sync(), situation.health()),
        "KIL-UNKNOWN",
        "",
        evidence,
        List.of(new Fix("Look again", situation.command("refresh"))),
        situation.healthSince());
  }
}
