package dev.kilter.engine.explain;

import dev.kilter.engine.explain.Pods.Container;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A container ends by itself, again and again or once and for all; or cannot be started. */
final class ContainerCrashes implements Rule {
  private static final Set<String> CANNOT_START =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  @Override
  public Optional<Explained> explain(Situation situation) {
    Pods pods = new Pods(situation.input().live());
    List<Container> crashed = pods.containers(ContainerCrashes::crashes);
    return crashed.isEmpty() ? Optional.empty() : Optional.of(explained(situation, pods, crashed));
  }

  private static boolean crashes(Container container) {
    return container.waiting().equals("CrashLoopBackOff")
        || CANNOT_START.contains(container.waiting())
        || container.exitCode().filter(code -> code != 0).isPresent();
  }

  private static Explained explained(Situation situation, Pods pods, List<Container> crashed) {
    Container first = crashed.getFirst();
    PodTrouble trouble =
        PodTrouble.of(situation, pods, crashed.stream().map(Container::pod).toList());
    List<String> log = situation.input().logs().getOrDefault(first.pod().key(), List.of());
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "Container %s (%s)%s%s."
            .formatted(
                first.name(),
                Images.shortName(first.image()),
                first.restarts() == 0 ? "" : ", " + Words.count(first.restarts(), "restart"),
                first.fact("message").isEmpty()
                    ? ""
                    : ": " + Words.oneLine(first.fact("message"))));
    if (!log.isEmpty()) {
      evidence.add("Last log line: " + Words.oneLine(log.getLast()));
    }
    String pod =
        "kubectl -n %s logs %s -c %s --previous"
            .formatted(first.pod().key().namespace(), first.pod().key().name(), first.name());
    return trouble.explained(
        "KIL-CRASH",
        CANNOT_START.contains(first.waiting())
            ? "cannot start container " + first.name()
            : "%s%s"
                .formatted(
                    trouble.verb("crashes", "crash"),
                    first.exitCode().map(code -> " with exit code " + code).orElse("")),
        evidence,
        List.of(new Fix("Read the whole log", pod)));
  }
}
