package dev.kilter.control;

import static dev.kilter.control.Manifests.annotated;
import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.store.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes in the cluster do. */
class DriftTest {
  private final World world = new World();

  @BeforeEach
  void oneHealedAndOneWatchedApplication() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "api/b.yaml", configMap("b", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.applications.put(application("api").automated(true, false).build());
    world.start().pass();
    world.commands.clear();
  }

  @Test
  void driftIsHealedAtOnceAndThenEverMoreSlowly() {
    drift("a", "x");
    world.settle();
    assertThat(value("a")).isEqualTo("1");

    drift("a", "y");
    world.settle();
    assertThat(value("a")).isEqualTo("y");
    world.pass(Duration.ofSeconds(3));
    assertThat(value("a")).isEqualTo("1");

    drift("a", "z");
    world.pass(Duration.ofSeconds(4));
    assertThat(value("a")).isEqualTo("z");
    world.pass(Duration.ofSeconds(4));
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  void healingIsPartialAndNoHistory() {
    drift("a", "x");
    world.settle();

    assertThat(world.operation("web").operation().sync().resources()).hasSize(1);
    assertThat(world.operation("web").operation().sync().selfHealAttempts()).isEqualTo(1);
    assertThat(world.app("web").status().history()).hasSize(1);
  }

  @Test
  void theJournalTellsWhoChangedWhatByHandAndThatItWasTakenBack() {
    drift("a", "x");
    world.settle();

    List<Journal.Entry> entries = world.journal.read(World.id("web"));
    assertThat(entries.stream().filter(entry -> entry.kind().equals("drift")))
        .extracting(Journal.Entry::actor, Journal.Entry::outcome)
        .containsExactly(tuple("kubectl-edit", "ConfigMap/a: data.key 1 → x, reverted"));
    assertThat(entries.getLast())
        .extracting(Journal.Entry::kind, Journal.Entry::actor)
        .containsExactly("self-heal", "automation");
  }

  @Test
  void theJournalTellsNoHandWhereOnlyGitMoved() {
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.settle();

    assertThat(world.journal.read(World.id("web")))
        .isNotEmpty()
        .extracting(Journal.Entry::kind)
        .containsOnly("sync");
  }

  @Test
  void whatARunJustAppliedIsNotHealedAgainWhileTheWatchIsSlow() {
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.cluster.silent(true);
    world.push("main");
    world.pass();

    assertThat(value("a")).isEqualTo("2");
    assertThat(world.operation("web").operation().sync().selfHealAttempts()).isZero();
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
  }

  @Test
  void whatIsKeptFromPruningIsNoDriftToHeal() {
    String kept = annotated(configMap("kept", "1"), Annotations.SYNC_OPTIONS, "Prune=false");
    world.commit(Map.of("web/kept.yaml", kept));
    world.push("main");
    world.pass();
    world.commit(Map.of("web/kept.yaml", ""));
    world.push("main");
    world.pass(Duration.ofMinutes(10));

    assertThat(world.operation("web").operation().sync().selfHealAttempts()).isZero();
    assertThat(world.operation("web").syncResult().orElseThrow().resources())
        .extracting(ResourceResult::message)
        .contains("ignored (no prune)");

    drift("a", "x");
    world.settle();
    assertThat(value("a")).isEqualTo("1");
  }

  /** A sync could only wait for it, and its results would take the place of those that count. */
  @Test
  void aDeletionThatTakesItsTimeIsNoDriftToHeal() {
    world.commit(Map.of("web/c.yaml", configMap("c", "1")));
    world.push("main");
    world.pass();
    world.cluster.edit(
        World.configMap("c"), live -> live.with(List.of("slow"), "metadata", "finalizers"));
    world.commit(Map.of("web/c.yaml", ""));
    world.push("main");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.live(World.configMap("c"))).isPresent();
    assertThat(world.sync("web")).isEqualTo(SyncStatus.OutOfSync);
    assertThat(world.operation("web").operation().sync().resources()).isEmpty();
  }

  @Test
  void withoutSelfHealDriftIsShownAndLeft() {
    drift("b", "x");
    world.pass(Duration.ofMinutes(10));

    assertThat(value("b")).isEqualTo("x");
    assertThat(world.sync("api")).isEqualTo(SyncStatus.OutOfSync);
  }

  @Test
  void anUnrelatedCommitIsNoReasonToSyncWhatDrifted() {
    drift("b", "x");
    world.pass();
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.pass(Duration.ofMinutes(10));

    assertThat(value("b")).isEqualTo("x");
  }

  @Test
  void aDeletedObjectComesBack() {
    world.cluster.vanish(World.configMap("a"));
    world.settle();

    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  void driftAsksGitForNothing() {
    int asked = world.git.requests().size();
    drift("b", "x");
    world.settle();

    assertThat(world.git.requests()).hasSize(asked);
  }

  private void drift(String name, String value) {
    world.cluster.edit(World.configMap(name), live -> live.with(value, "data", "key"));
  }

  private String value(String name) {
    return world.live(World.configMap(name)).orElseThrow().text("data", "key").orElseThrow();
  }
}
