package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The destination's API server does not answer, or not to Kilter. */
final class CannotReachCluster implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.ClusterUnreachable.class)
        .map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure.ClusterUnreachable failure) {
    List<String> evidence = new ArrayList<>();
    evidence.add(Words.oneLine(failure.message()) + ".");
    evidence.addAll(situation.tries());
    evidence.add("What is shown of its objects is as old as that.");
    String server = failure.server();
    return new Explained(
        "Unknown",
        "The cluster "
            + server
            + " does not answer, so nobody knows how "
            + situation.quoted()
            + " is.",
        "KIL-CLUSTER-UNREACHABLE",
        "",
        evidence,
        List.of(
            new Fix(
                "Ask the cluster yourself",
                "kubectl --server " + Words.shell(server) + " get --raw /readyz"),
            new Fix("Try again now", situation.command("refresh"))),
        situation.problemSince());
  }
}
