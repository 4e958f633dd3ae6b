package dev.kilter.engine.explain;

import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is common to all causes that lie in pods: which workload, how many pods, what still serves,
 * which commit it came with, and the way back.
 */
record PodTrouble(Situation situation, Pods pods, List<LiveResource> broken) {
  /** Of one workload only: that of the first pod. */
  static PodTrouble of(Situation situation, Pods pods, List<LiveResource> broken) {
    LiveResource workload = pods.workload(broken.getFirst());
    List<LiveResource> same =
        broken.stream()
            .distinct()
            .filter(pod -> pods.workload(pod).key().equals(workload.key()))
            .toList();
    return new PodTrouble(situation, pods, same);
  }

  LiveResource first() {
    return broken.getFirst();
  }

  LiveResource workload() {
    return pods.workload(first());
  }

  /** {@code 2 of 3 pods of Deployment api}; {@code Pod api} where nothing owns it. */
  String subject() {
    if (workload().key().equals(first().key())) {
      return Words.object(first().key());
    }
    int all = pods.of(workload()).size();
    return "%d of %s of %s"
        .formatted(broken.size(), Words.count(all, "pod"), Words.object(workload().key()));
  }

  /** The verb for one or several pods. */
  String verb(String one, String several) {
    return broken.size() == 1 ? one : several;
  }

  /** {@code what} goes on after the subject, {@code because} are its lines of evidence. */
  Explained explained(String code, String what, List<String> because, List<Fix> fixes) {
    List<String> evidence = new ArrayList<>(because);
    evidence.addAll(situation.deployed());
    pods.stillServing(first()).ifPresent(evidence::add);
    List<Fix> all = new ArrayList<>(wayBack());
    all.addAll(fixes);
    return new Explained(
        situation.health() == HealthStatus.Healthy
            ? HealthStatus.Progressing.name()
            : situation.health().name(),
        situation.notHealthyFor() + subject() + " " + what + ".",
        code,
        Words.reference(first().key()),
        evidence,
        all,
        situation.healthSince());
  }

  /** A rollback helps where something was deployed that may have brought the trouble. */
  private List<Fix> wayBack() {
    Set<String> versions =
        pods.of(workload()).stream()
            .map(pod -> pod.info().getOrDefault("images", ""))
            .collect(Collectors.toSet());
    boolean changed = versions.size() > 1 || situation.input().running().isPresent();
    return changed ? situation.entry(2).map(this::rollback).stream().toList() : List.of();
  }

  private Fix rollback(RevisionHistory entry) {
    String what =
        situation
            .input()
            .previous()
            .map(commit -> " (" + Situation.described(commit) + ")")
            .orElse("");
    return new Fix(
        "Go back to #" + entry.id() + what + " and hold there",
        situation.command("rollback", Long.toString(entry.id()), "--hold"));
  }
}
