package dev.kilter.engine.explain;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Behind the destination's address there is another cluster than the one that was deployed to. */
final class LeadsElsewhere implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.OtherCluster.class)
        .map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure.OtherCluster failure) {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "Expected the cluster whose namespace kube-system has uid " + failure.expected() + ".");
    evidence.add("Found the cluster whose namespace kube-system has uid " + failure.found() + ".");
    evidence.add(
        "Nothing is applied, healed, pruned or deleted there, and what is shown of its objects is"
            + " as old as that.");
    evidence.addAll(situation.tries());
    return new Explained(
        "Unknown",
        failure.server()
            + " leads to another cluster than the one that "
            + situation.quoted()
            + " was deployed to.",
        "KIL-CLUSTER-OTHER",
        "Secret/" + failure.secret(),
        evidence,
        List.of(
            new Fix(
                "Look which cluster it is",
                "kubectl --server "
                    + Words.shell(failure.server())
                    + " get namespace kube-system -o yaml"),
            new Fix(
                "If it is meant to be this one from now on, accept it",
                "kubectl -n "
                    + situation.application().id().namespace()
                    + " annotate secret "
                    + Words.shell(failure.secret())
                    + " --overwrite "
                    + Annotations.CLUSTER_IDENTITY
                    + "="
                    + Words.shell(ClusterConnection.pin(failure.server(), failure.found())))),
        situation.problemSince());
  }
}
