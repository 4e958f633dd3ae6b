package dev.kilter.engine.explain;

import dev.kilter.engine.prune.HeldDeletions;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.List;
import java.util.Optional;

/** Deletions wait for someone who means them. */
final class DeletionsHeld implements Rule {
  private static final int SHOWN = 5;

  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation.operation().flatMap(HeldDeletions::of).map(held -> explained(situation, held));
  }

  private static Explained explained(Situation situation, HeldDeletions held) {
    List<String> objects = held.keys().stream().map(Words::object).toList();
    ResourceKey first = held.keys().iterator().next();
    return new Explained(
        "OutOfSync",
        "%s of \"%s\" %s for a confirmation; everything else is applied."
            .formatted(
                Words.count(objects.size(), "deletion"),
                situation.name(),
                objects.size() == 1 ? "waits" : "wait"),
        "KIL-DELETIONS-HELD",
        Words.reference(first),
        List.of(
            "Git does not hold any more: " + Words.list(objects, SHOWN) + ".",
            "Deleting that is too far-reaching to be done unasked."),
        List.of(
            new Fix(
                "If it is meant, delete",
                situation.command("sync", "--prune", "--confirm", held.hash())),
            new Fix("If not, bring it back in Git; see what differs", situation.command("diff"))),
        situation.operation().flatMap(OperationState::finishedAt));
  }
}
