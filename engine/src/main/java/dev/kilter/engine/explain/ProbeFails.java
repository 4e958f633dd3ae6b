package dev.kilter.engine.explain;

import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Optional;

/** Containers run, but do not pass their readiness, liveness or startup probe. */
final class ProbeFails implements Rule {
  private static final String FAILED = " probe failed";

  private record Failure(LiveResource pod, String message) {}

  @Override
  public Optional<Explained> explain(Situation situation) {
    Pods pods = new Pods(situation.input().live());
    List<Failure> failures =
        pods.all().stream()
            .filter(pod -> !Pods.ready(pod))
            .flatMap(pod -> failure(situation, pod).stream())
            .toList();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    Failure first = failures.getFirst();
    PodTrouble trouble =
        PodTrouble.of(situation, pods, failures.stream().map(Failure::pod).toList());
    return Optional.of(
        trouble.explained(
            "KIL-PROBE",
            "%s but %s not get ready: the %s fails"
                .formatted(
                    trouble.verb("runs", "run"),
                    trouble.verb("does", "do"),
                    probe(first.message())),
            List.of(Words.oneLine(first.message()) + "."),
            List.of(
                new Fix(
                    "Read what it logs",
                    "kubectl -n %s logs %s"
                        .formatted(first.pod().key().namespace(), first.pod().key().name())))));
  }

  private static Optional<Failure> failure(Situation situation, LiveResource pod) {
    List<String> events = situation.input().events().getOrDefault(pod.key(), List.of());
    return events.reversed().stream()
        .filter(message -> message.contains(FAILED))
        .findFirst()
        .map(message -> new Failure(pod, message));
  }

  private static String probe(String message) {
    String kind = message.substring(0, message.indexOf(FAILED)).strip();
    return kind.substring(kind.lastIndexOf(' ') + 1).toLowerCase(java.util.Locale.ROOT) + " probe";
  }
}
