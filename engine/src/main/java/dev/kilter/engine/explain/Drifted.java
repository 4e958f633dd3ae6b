package dev.kilter.engine.explain;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.Drift;
import dev.kilter.engine.compare.FieldDifference;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.model.application.SyncPolicy.Automated;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cluster is not as Git says; tells who made the difference. */
final class Drifted implements Rule {
  private static final int SHOWN = 4;
  private static final int VALUE = 60;

  @Override
  public Optional<Explained> explain(Situation situation) {
    List<ResourceComparison> differing =
        situation.input().comparison().map(Comparison::resources).stream()
            .flatMap(resources -> resources.values().stream())
            .filter(resource -> resource.outOfSync() && resource.counts())
            .toList();
    return differing.stream()
        .flatMap(resource -> resource.drift().stream())
        .min(java.util.Comparator.comparingInt(drift -> weight(drift.kind())))
        .map(drift -> explained(situation, drift, differing));
  }

  /** What someone has to decide about comes first. */
  private static int weight(Drift.Kind kind) {
    return switch (kind) {
      case BY_HAND -> 0;
      case GIT_MOVED -> 1;
      case NEVER_APPLIED -> 2;
      case TO_PRUNE -> 3;
      case BY_CONTROLLER -> 4;
    };
  }

  private static Explained explained(
      Situation situation, Drift drift, List<ResourceComparison> differing) {
    List<ResourceComparison> alike =
        differing.stream()
            .filter(resource -> resource.drift().filter(drift::equals).isPresent())
            .toList();
    List<String> evidence = new ArrayList<>();
    alike.stream().limit(SHOWN).forEach(resource -> evidence.add(line(resource)));
    if (differing.size() > Math.min(SHOWN, alike.size())) {
      evidence.add(
          "%s in all; kilter app diff %s shows every one."
              .formatted(Words.count(differing.size(), "differing object"), situation.name()));
    }
    return new Explained(
        "OutOfSync",
        headline(situation, drift, alike),
        "KIL-DRIFT-" + drift.kind().name().replace('_', '-'),
        Words.reference(alike.getFirst().key()),
        evidence,
        fixes(situation, drift.kind()),
        Optional.empty());
  }

  private static String headline(Situation situation, Drift drift, List<ResourceComparison> alike) {
    String objects =
        alike.size() == 1
            ? Words.object(alike.getFirst().key())
            : Words.count(alike.size(), "object");
    String name = situation.quoted();
    boolean one = alike.size() == 1;
    return switch (drift.kind()) {
      case GIT_MOVED ->
          "Git moved on: %s of %s %s still as before.".formatted(objects, name, one ? "is" : "are");
      case BY_HAND ->
          "%s of %s %s changed by hand%s."
              .formatted(
                  objects,
                  name,
                  one ? "was" : "were",
                  drift.who().isEmpty() ? "" : " with " + drift.who());
      case BY_CONTROLLER ->
          "%s of %s %s kept different by %s."
              .formatted(objects, name, one ? "is" : "are", drift.who());
      case NEVER_APPLIED ->
          "%s of %s %s never applied.".formatted(objects, name, one ? "was" : "were");
      case TO_PRUNE ->
          "%s of %s %s in Git any more and waits to be deleted."
              .formatted(objects, name, one ? "is not" : "are not");
    };
  }

  private static String line(ResourceComparison resource) {
    String object = Words.object(resource.key());
    if (resource.differences().isEmpty()) {
      return object + ": " + resource.drift().map(drift -> drift.kind().words()).orElse("") + ".";
    }
    FieldDifference first = resource.differences().getFirst();
    int more = resource.differences().size() - 1;
    return "%s: %s is %s, Git says %s%s."
        .formatted(
            object,
            first.path(),
            value(first.live()),
            value(first.desired()),
            more == 0 ? "" : " (and " + Words.count(more, "field") + " more)");
  }

  private static String value(Optional<Object> value) {
    String text = value.map(Object::toString).orElse("nothing");
    return text.length() > VALUE ? text.substring(0, VALUE) + "…" : text;
  }

  private static List<Fix> fixes(Situation situation, Drift.Kind kind) {
    List<Fix> fixes = new ArrayList<>();
    fixes.add(new Fix("See what differs", situation.command("diff")));
    Optional<Automated> automation = situation.application().spec().syncPolicy().automation();
    boolean bySelfHeal = automation.filter(Automated::selfHeal).isPresent();
    switch (kind) {
      case BY_HAND ->
          fixes.add(
              new Fix(
                  bySelfHeal
                      ? "Self-heal takes it back; to do it now"
                      : "Take it back, or write it into Git",
                  situation.command("sync")));
      case BY_CONTROLLER ->
          fixes.add(
              new Fix(
                  "Leave the field to it: add it to ignoreDifferences, or drop it from Git", ""));
      case TO_PRUNE -> fixes.add(new Fix("Delete it", situation.command("sync", "--prune")));
      case GIT_MOVED, NEVER_APPLIED ->
          fixes.add(
              new Fix(
                  automation.isPresent() ? "Auto-sync applies it; to do it now" : "Apply it",
                  situation.command("sync")));
    }
    return fixes;
  }
}
