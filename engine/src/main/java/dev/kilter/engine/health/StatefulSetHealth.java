package dev.kilter.engine.health;

import static dev.kilter.engine.health.Observed.number;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;
import java.util.Optional;

/** apps/StatefulSet; partitioned roll-outs and OnDelete end before the last pod is new. */
final class StatefulSetHealth implements HealthRule {
  @Override
  public Health assess(Manifest live) {
    if (number(live, "status", "observedGeneration") == 0 || Observed.stale(live)) {
      return progressing("Waiting for statefulset spec update to be observed...");
    }
    long wanted = number(live, "spec", "replicas");
    long ready = number(live, "status", "readyReplicas");
    if (ready < wanted) {
      return progressing("Waiting for " + (wanted - ready) + " pods to be ready...");
    }
    String strategy = live.text("spec", "updateStrategy", "type").orElse("");
    if (strategy.equals("RollingUpdate")
        && live.at("spec", "updateStrategy", "rollingUpdate").isPresent()) {
      return partitioned(live, wanted);
    }
    return strategy.equals("OnDelete")
        ? healthy("statefulset has " + ready + " ready pods")
        : rolling(live);
  }

  private static Health partitioned(Manifest live, long wanted) {
    long updated = number(live, "status", "updatedReplicas");
    Optional<Long> partition = live.integer("spec", "updateStrategy", "rollingUpdate", "partition");
    if (partition.isPresent() && updated < wanted - partition.get()) {
      return progressing(
          "Waiting for partitioned roll out to finish: "
              + updated
              + " out of "
              + (wanted - partition.get())
              + " new pods have been updated...");
    }
    return healthy("partitioned roll out complete: " + updated + " new pods have been updated...");
  }

  private static Health rolling(Manifest live) {
    String next = live.text("status", "updateRevision").orElse("");
    String current = live.text("status", "currentRevision").orElse("");
    if (!next.equals(current)) {
      return progressing(
          "waiting for statefulset rolling update to complete "
              + number(live, "status", "updatedReplicas")
              + " pods at revision "
              + next
              + "...");
    }
    return healthy(
        "statefulset rolling update complete "
            + number(live, "status", "currentReplicas")
            + " pods at revision "
            + current
            + "...");
  }
}
