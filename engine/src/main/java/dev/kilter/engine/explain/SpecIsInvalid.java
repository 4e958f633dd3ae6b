package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Application contradicts itself, or names what does not exist. */
final class SpecIsInvalid implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    List<String> malformed = situation.application().spec().malformed();
    Optional<String> failure =
        situation.failure(Failure.InvalidSpec.class).map(Failure.InvalidSpec::message);
    if (failure.isEmpty() && malformed.isEmpty()) {
      return Optional.empty();
    }
    List<String> evidence = new ArrayList<>();
    failure.ifPresent(message -> evidence.add(Words.oneLine(message) + "."));
    malformed.forEach(message -> evidence.add(Words.oneLine(message) + "."));
    evidence.add("It is left alone until that is corrected.");
    return Optional.of(
        new Explained(
            "Unknown",
            "The Application \"%s\" is not valid: %s."
                .formatted(situation.name(), Words.oneLine(failure.orElseGet(malformed::getFirst))),
            "KIL-SPEC-INVALID",
            "Application/" + situation.name(),
            evidence,
            List.of(
                new Fix(
                    "Correct it",
                    "kubectl -n %s edit application %s"
                        .formatted(situation.application().id().namespace(), situation.name()))),
            situation.problemSince()));
  }
}
