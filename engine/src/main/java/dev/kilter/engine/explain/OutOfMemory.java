package dev.kilter.engine.explain;

import dev.kilter.engine.explain.Pods.Container;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Optional;

/** A container was ended for using more memory than its limit. */
final class OutOfMemory implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    Pods pods = new Pods(situation.input().live());
    List<Container> killed =
        pods.containers(container -> container.fact("lastReason").equals("OOMKilled"));
    if (killed.isEmpty()) {
      return Optional.empty();
    }
    Container first = killed.getFirst();
    PodTrouble trouble =
        PodTrouble.of(situation, pods, killed.stream().map(Container::pod).toList());
    return Optional.of(
        trouble.explained(
            "KIL-OUT-OF-MEMORY",
            "%s more memory than allowed and %s ended for it"
                .formatted(trouble.verb("takes", "take"), trouble.verb("is", "are")),
            List.of(
                "Container %s (%s) was killed for memory, %s so far."
                    .formatted(
                        first.name(),
                        Images.shortName(first.image()),
                        Words.count(first.restarts(), "restart"))),
            List.of(
                new Fix("Or raise resources.limits.memory of the container in Git and push", ""))));
  }
}
