package dev.kilter.engine.explain;

import dev.kilter.model.application.Condition;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All would be well, but for what a person should know about Git or the settings. */
final class Warned implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    boolean well =
        situation.sync() == SyncStatus.Synced && situation.health() == HealthStatus.Healthy;
    List<Condition> warnings =
        situation.application().status().conditions().stream()
            .filter(condition -> !fix(condition.type()).isEmpty())
            .toList();
    return well && !warnings.isEmpty()
        ? Optional.of(explained(situation, warnings))
        : Optional.empty();
  }

  private static Explained explained(Situation situation, List<Condition> warnings) {
    List<String> evidence = new ArrayList<>();
    warnings.stream()
        .skip(1)
        .forEach(warning -> evidence.add(Words.oneLine(warning.message()) + "."));
    evidence.addAll(situation.deployed());
    return new Explained(
        HealthStatus.Healthy.name(),
        "\"%s\" is as Git says and healthy, but: %s."
            .formatted(situation.name(), Words.oneLine(warnings.getFirst().message())),
        "KIL-WARNED",
        "",
        evidence,
        warnings.stream()
            .map(warning -> fix(warning.type()))
            .distinct()
            .map(text -> new Fix(text, ""))
            .toList(),
        warnings.stream().map(Condition::lastTransitionTime).min(Instant::compareTo));
  }

  /** What to do about it; empty for what other rules explain. */
  private static String fix(Condition.Type type) {
    return switch (type) {
      case RepeatedResourceWarning -> "Keep one of them in Git; until then the last one counts";
      case SharedResourceWarning ->
          "Leave it to one application, and take it out of the other's Git";
      case ExcludedResourceWarning ->
          "Take it out of Git, or out of resource.exclusions in argocd-cm";
      case OrphanedResourceWarning -> "Put them into Git, or delete them";
      case ApplyWarning -> "Correct it in Git, so that it can be applied server-side";
      case DeletionError,
          InvalidSpecError,
          ComparisonError,
          SyncError,
          UnknownError,
          DeletionHeldWarning,
          HeldWarning,
          ObservingWarning ->
          "";
    };
  }
}
