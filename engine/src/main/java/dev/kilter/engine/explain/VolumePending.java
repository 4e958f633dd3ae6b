package dev.kilter.engine.explain;

import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Optional;

/** A claim gets no volume, so that its pods cannot run. */
final class VolumePending implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    Pods pods = new Pods(situation.input().live());
    List<LiveResource> waiting = pods.all().stream().filter(VolumePending::waitsForVolume).toList();
    Optional<LiveResource> claim =
        situation.input().live().stream().filter(VolumePending::pending).findFirst();
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    PodTrouble trouble = PodTrouble.of(situation, pods, waiting);
    String namespace = trouble.first().key().namespace();
    return Optional.of(
        trouble.explained(
            "KIL-VOLUME-PENDING",
            "%s for a volume%s"
                .formatted(
                    trouble.verb("waits", "wait"),
                    claim.map(one -> ": claim " + one.key().name() + " gets none").orElse("")),
            List.of(
                "The scheduler says: "
                    + Words.oneLine(trouble.first().info().getOrDefault("unschedulable", ""))
                    + "."),
            List.of(
                new Fix(
                    "See why the claim waits",
                    "kubectl -n %s describe pvc%s"
                        .formatted(
                            namespace,
                            claim
                                .map(LiveResource::key)
                                .map(ResourceKey::name)
                                .map(" "::concat)
                                .orElse(""))))));
  }

  static boolean waitsForVolume(LiveResource pod) {
    return pod.info().getOrDefault("unschedulable", "").contains("PersistentVolumeClaim")
        || pod.info().getOrDefault("unschedulable", "").contains("persistentvolumeclaim");
  }

  private static boolean pending(LiveResource resource) {
    return resource.key().kind().equals("PersistentVolumeClaim")
        && resource.health().filter(health -> health.status() != HealthStatus.Healthy).isPresent();
  }
}
