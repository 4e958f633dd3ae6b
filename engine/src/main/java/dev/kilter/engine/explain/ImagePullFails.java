package dev.kilter.engine.explain;

import dev.kilter.engine.explain.Pods.Container;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Pods wait for an image that does not come. */
final class ImagePullFails implements Rule {
  private static final Set<String> REASONS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "RegistryUnavailable",
          "ImageInspectError");

  @Override
  public Optional<Explained> explain(Situation situation) {
    Pods pods = new Pods(situation.input().live());
    List<Container> waiting = pods.containers(container -> REASONS.contains(container.waiting()));
    return waiting.isEmpty() ? Optional.empty() : Optional.of(explained(situation, pods, waiting));
  }

  private static Explained explained(Situation situation, Pods pods, List<Container> waiting) {
    Container first = waiting.getFirst();
    PodTrouble trouble =
        PodTrouble.of(
            situation,
            pods,
            waiting.stream()
                .filter(container -> container.image().equals(first.image()))
                .map(Container::pod)
                .toList());
    return trouble.explained(
        "KIL-IMAGE-PULL",
        "cannot pull %s: %s".formatted(Images.shortName(first.image()), why(first)),
        List.of(
            "Image %s, container %s: %s%s."
                .formatted(
                    first.image(),
                    first.name(),
                    first.waiting(),
                    first.fact("message").isEmpty()
                        ? ""
                        : " – " + Words.oneLine(lastWords(first.fact("message"))))),
        List.of(new Fix("Or correct the image in Git and push", "")));
  }

  /** The registry's own, behind the names of all who passed them on. */
  private static String lastWords(String message) {
    int start = message.lastIndexOf("\": ");
    return start < 0 ? message : message.substring(start + 3);
  }

  private static String why(Container container) {
    String message = container.fact("message").toLowerCase(Locale.ROOT);
    String registry = Images.registry(container.image());
    if (container.waiting().equals("InvalidImageName")) {
      return "that is no image name";
    }
    if (message.contains("not found") || message.contains("manifest unknown")) {
      return registry + " has no such tag";
    }
    if (message.contains("unauthorized")
        || message.contains("denied")
        || message.contains("forbidden")) {
      return registry + " refuses the credentials";
    }
    if (message.contains("no such host")
        || message.contains("timeout")
        || message.contains("connection refused")) {
      return registry + " does not answer";
    }
    return registry + " does not give it out";
  }
}
