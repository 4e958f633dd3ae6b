package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.prune.HeldDeletions;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.ApplicationId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class PruneGateTest {
  @Test
  void nothingIsPrunedWithoutBeingAsked() {
    Scenario scenario = new Scenario().git("ConfigMap a").live("Pod extra").noPrune();
    assertThat(scenario.go()).doesNotContain("prune Pod");
    assertThat(scenario.results())
        .contains("Sync Pod/extra PruneSkipped Succeeded ignored (requires pruning)");
  }

  @Test
  void whatAsksToStayStaysWhateverTheApplicationSays() {
    assertThat(skipped(new Scenario().live("Pod extra options=Prune=false"))).isTrue();
    assertThat(skipped(new Scenario().live("Pod extra options=Prune=false").options("Prune=true")))
        .isTrue();
    assertThat(skipped(new Scenario().live("Pod extra").options("Prune=false"))).isTrue();
    assertThat(new Scenario().live("Pod extra options=Prune=true").options("Prune=false").go())
        .contains("prune Pod/extra");
  }

  private static boolean skipped(Scenario scenario) {
    return scenario.go().equals("Succeeded successfully synced (all tasks run)\n")
        && scenario.results().contains("PruneSkipped Succeeded ignored (no prune)");
  }

  @Test
  void anExplicitConfirmationIsWaitedFor() {
    Scenario scenario = new Scenario().live("Pod my-pod options=Prune=confirm").guarded();
    assertThat(scenario.go())
        .isEqualTo("Running waiting for pruning confirmation of /Pod/my-pod\n");
    scenario.annotations.put(Annotations.DELETION_APPROVED, "2026-11-22T09:59:59Z");
    assertThat(scenario.go()).startsWith("Running waiting for pruning confirmation");
    scenario.annotations.put(Annotations.DELETION_APPROVED, "2026-11-22T10:00:00Z");
    assertThat(scenario.go()).startsWith("save, prune Pod/my-pod\nSucceeded");
  }

  @Test
  void aSyncThatWouldReachTooFarCompletesWithoutTheDeletions() {
    Scenario scenario = new Scenario().git("ConfigMap a").live("StatefulSet db\nPod old").guarded();
    assertThat(scenario.go())
        .isEqualTo("apply ConfigMap/a\nSucceeded successfully synced (all tasks run)\n");
    HeldDeletions held = HeldDeletions.of(scenario.running().state()).orElseThrow();
    assertThat(held.keys()).hasSize(2);
    assertThat(held.text(new ApplicationId("argocd", "shop")))
        .contains("kilter app sync shop --prune --confirm " + held.hash());
  }

  @Test
  void whatIsBeingDeletedAlreadyIsNotHeld() {
    Scenario scenario =
        new Scenario().git("ConfigMap a").live("StatefulSet db deleted=2026-11-22").guarded();
    assertThat(scenario.go())
        .isEqualTo("apply ConfigMap/a\nSucceeded successfully synced (all tasks run)\n");
    assertThat(HeldDeletions.of(scenario.running().state())).isEmpty();
    assertThat(scenario.results()).contains("StatefulSet/db Pruned Succeeded pruned");
  }

  @Test
  void aConfirmedPlanIsCarriedOutEvenAcrossARestart() {
    String git = IntStream.range(0, 30).mapToObj(i -> "ConfigMap c" + i).collect(lines());
    String old =
        IntStream.range(0, 10).mapToObj(i -> "Pod p" + i + " wave=" + i % 2).collect(lines());
    Scenario first = new Scenario().git(git).live(git).live(old).guarded();
    first.go();
    String hash = HeldDeletions.of(first.running().state()).orElseThrow().hash();

    Scenario confirmed =
        new Scenario().git(git).live(git).live(old).guarded().options("ConfirmDeletion=" + hash);
    confirmed.advance();
    confirmed.advance();
    confirmed.restart();
    confirmed.go();
    assertThat(confirmed.cluster.has("p0")).isFalse();
    assertThat(confirmed.cluster.has("p9")).isFalse();
    assertThat(confirmed.results()).doesNotContain("needs confirmation");
  }

  /** The process that deleted it did not live to write that down. */
  @Test
  void aConfirmedDeletionThatIsSeenToBeDoneIsToldAsDone() {
    Scenario first = new Scenario().git("ConfigMap a").live("StatefulSet db").guarded();
    first.go();
    String hash = HeldDeletions.of(first.running().state()).orElseThrow().hash();

    Scenario confirmed =
        new Scenario()
            .git("ConfigMap a")
            .live("StatefulSet db")
            .guarded()
            .options("ConfirmDeletion=" + hash);
    confirmed.advance();
    assertThat(confirmed.results()).contains("StatefulSet/db", "to be pruned (confirmed)");
    confirmed.restart();
    confirmed.cluster.vanish("db");
    confirmed.go();
    assertThat(confirmed.results()).contains("StatefulSet/db Pruned Succeeded pruned");
  }

  @Test
  void anApprovalOlderThanThePlanConfirmsNothing() {
    Scenario scenario = new Scenario().git("ConfigMap a").live("StatefulSet db\nPod old").guarded();
    scenario.annotations.put(Annotations.DELETION_APPROVED, "2026-11-22T09:00:00Z");
    assertThat(scenario.go()).doesNotContain("prune");
    Scenario approved = new Scenario().git("ConfigMap a").live("StatefulSet db\nPod old").guarded();
    approved.annotations.put(Annotations.DELETION_APPROVED, "2026-11-22T10:00:00Z");
    assertThat(approved.go()).contains("prune");
  }

  private static java.util.stream.Collector<CharSequence, ?, String> lines() {
    return Collectors.joining("\n");
  }
}
