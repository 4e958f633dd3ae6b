package dev.kilter.engine.explain;

import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Optional;

/** No node takes the pods. */
final class CannotSchedule implements Rule {
  private static final String UNSCHEDULABLE = "unschedulable";

  @Override
  public Optional<Explained> explain(Situation situation) {
    Pods pods = new Pods(situation.input().live());
    List<LiveResource> waiting =
        pods.all().stream()
            .filter(pod -> pod.info().containsKey(UNSCHEDULABLE))
            .filter(pod -> !VolumePending.waitsForVolume(pod))
            .toList();
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    PodTrouble trouble = PodTrouble.of(situation, pods, waiting);
    return Optional.of(
        trouble.explained(
            "KIL-UNSCHEDULABLE",
            trouble.verb("finds", "find") + " no node that takes " + trouble.verb("it", "them"),
            List.of(
                "The scheduler says: "
                    + Words.oneLine(trouble.first().info().getOrDefault(UNSCHEDULABLE, ""))
                    + "."),
            List.of(
                new Fix("See what the nodes have left", "kubectl describe nodes"),
                new Fix("Ask for less in Git, or add nodes", ""))));
  }
}
