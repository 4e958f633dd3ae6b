package dev.kilter.engine.explain;

import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Optional;

/** Kilter looks on and writes nothing. */
final class OnlyObserving implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .input()
        .observing()
        .map(why ->
            new Explained(
                situation.health().name(),
                "Kilter only observes \"%s\"; what it sees is %s and %s."
                    .formatted(situation.name(), situation.sync(), situation.health()),
                "KIL-OBSERVING",
                "",
                List.of(Words.oneLine(why) + "."),
                List.of(
                    new Fix(
                        "To hand it over, stop the other controller",
                        "kubectl -n argocd scale statefulset argocd-application-controller"
                            + " --replicas=0")),
                Optional.empty()));
  }
}
