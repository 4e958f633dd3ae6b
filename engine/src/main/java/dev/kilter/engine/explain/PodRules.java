package dev.kilter.engine.explain;

import dev.kilter.model.view.ApplicationViews.Explained;
import java.util.List;
import java.util.Optional;

/** The rules that look into pods, in their order. */
final class PodRules {
  private static final List<Rule> RULES =
      List.of(
          new ImagePullFails(),
          new OutOfMemory(),
          new ContainerCrashes(),
          new CannotSchedule(),
          new VolumePending(),
          new ProbeFails());

  private PodRules() {}

  static Optional<Explained> explain(Situation situation) {
    return RULES.stream()
        .map(rule -> rule.explain(situation))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
