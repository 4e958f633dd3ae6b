package dev.kilter.engine.explain;

import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Optional;

/** Everything is applied, and some object is not well (yet); no pod says why. */
final class NotHealthyYet implements Rule {
  private static final int SHOWN = 4;

  @Override
  public Optional<Explained> explain(Situation situation) {
    HealthStatus status = situation.health();
    List<ResourceStatus> ill =
        situation.application().status().resources().stream()
            .filter(resource ->
                resource
                    .health()
                    .filter(health -> health.status().worseThan(HealthStatus.Healthy))
                    .isPresent())
            .toList();
    return status == HealthStatus.Healthy || ill.isEmpty()
        ? Optional.empty()
        : Optional.of(explained(situation, status, ill));
  }

  private static Explained explained(
      Situation situation, HealthStatus status, List<ResourceStatus> ill) {
    ResourceStatus worst =
        ill.stream()
            .max(
                java.util.Comparator.comparing(
                    resource -> resource.health().map(Health::status).orElse(HealthStatus.Healthy)))
            .orElseGet(ill::getFirst);
    String since =
        situation.healthSince().map(at -> " for " + Words.age(at, situation.now())).orElse("");
    String object = Words.object(worst.key());
    String message =
        worst
            .health()
            .map(Health::message)
            .filter(text -> !text.isEmpty())
            .map(text -> ": " + Words.oneLine(text))
            .orElse("");
    return new Explained(
        status.name(),
        status == HealthStatus.Progressing
            ? "\"%s\" is on its way%s: %s is not ready yet%s."
                .formatted(situation.name(), since, object, message)
            : "\"%s\" is %s%s: %s%s.".formatted(situation.name(), status, since, object, message),
        status == HealthStatus.Progressing ? "KIL-PROGRESSING" : "KIL-NOT-HEALTHY",
        Words.reference(worst.key()),
        ill.stream().limit(SHOWN).map(NotHealthyYet::line).toList(),
        List.of(
            new Fix("Wait for it", situation.command("wait", "--health")),
            new Fix("See all its objects", situation.command("get"))),
        situation.healthSince());
  }

  private static String line(ResourceStatus resource) {
    return "%s is %s%s."
        .formatted(
            Words.object(resource.key()),
            resource.health().map(health -> health.status().name()).orElse(""),
            resource
                .health()
                .map(Health::message)
                .filter(text -> !text.isEmpty())
                .map(text -> ": " + Words.oneLine(text))
                .orElse(""));
  }
}
