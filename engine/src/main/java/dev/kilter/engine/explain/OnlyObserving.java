package dev.kilter.engine.explain;

import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kilter looks on and writes nothing. */
final class OnlyObserving implements Rule {
  private static final String CODE = "KIL-OBSERVING";

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
                CODE,
                "",
                List.of(Words.oneLine(why) + "."),
                List.of(
                    new Fix(
                        "To hand it over, stop the other controller",
                        "kubectl -n argocd scale statefulset argocd-application-controller"
                            + " --replicas=0")),
                Optional.empty()));
  }

  /** Whatever else is the matter: that nobody here will change it belongs to it. */
  static Explained noted(Explained explained, Situation situation) {
    Optional<String> observing = situation.input().observing();
    if (observing.isEmpty() || explained.code().equals(CODE)) {
      return explained;
    }
    List<String> evidence = new ArrayList<>(explained.evidence());
    evidence.add("Kilter only observes: " + Words.oneLine(observing.get()) + ".");
    return new Explained(
        explained.verdict(),
        explained.headline(),
        explained.code(),
        explained.object(),
        evidence,
        explained.fixes(),
        explained.since());
  }
}
