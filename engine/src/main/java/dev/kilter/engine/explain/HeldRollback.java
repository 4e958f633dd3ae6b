package dev.kilter.engine.explain;

import dev.kilter.model.application.Hold;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rollback holds: automation waits until Git moves on. */
final class HeldRollback implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation.input().hold().map(hold -> explained(situation, hold));
  }

  private static Explained explained(Situation situation, Hold hold) {
    List<String> evidence = new ArrayList<>();
    situation
        .input()
        .running()
        .ifPresent(commit -> evidence.add("It runs " + Situation.described(commit) + "."));
    if (!hold.reason().isEmpty()) {
      evidence.add("Reason: " + Words.oneLine(hold.reason()) + ".");
    }
    evidence.add(
        hold.until()
            .map(until -> "It ends at " + until + ", or when Git asks for something else.")
            .orElse("It ends when Git asks for something else than what was rolled back."));
    return new Explained(
        "Held",
        "\"%s\" is held after a rollback by %s, %s ago."
            .formatted(
                situation.name(),
                hold.by().isEmpty() ? "someone" : hold.by(),
                Words.age(hold.since(), situation.now())),
        "KIL-HELD",
        "",
        evidence,
        List.of(
            new Fix("Follow Git again", situation.command("resume")),
            new Fix("See what that would change", situation.command("diff"))),
        Optional.of(hold.since()));
  }
}
