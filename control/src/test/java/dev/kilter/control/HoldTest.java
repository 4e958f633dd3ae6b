package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.sync.HoldText;
import dev.kilter.engine.sync.Holds;
import dev.kilter.engine.sync.Rollback;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Hold;
import dev.kilter.model.application.Operation;
import dev.kilter.model.failure.Result;
import dev.kilter.testkit.store.Edit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rollback that holds automation off (design 2.17). */
class HoldTest {
  private final World world = new World();

  @BeforeEach
  void rolledBackToTheFirstOfTwoCommits() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "api/b.yaml", configMap("b", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.pass();
    assertThat(value()).isEqualTo("2");
    rollBack(Optional.empty());
  }

  @Test
  void theRollbackStaysAndTheHoldKnowsWhatItKeepsAway() {
    world.pass(Duration.ofMinutes(10));

    assertThat(value()).isEqualTo("1");
    assertThat(hold().orElseThrow().heldOff()).isPresent();
    assertThat(world.conditions("web")).containsExactly(Condition.Type.HeldWarning);
  }

  @Test
  void anUnrelatedCommitDoesNotReleaseIt() {
    world.commit(Map.of("api/b.yaml", configMap("b", "2")));
    world.push("main");
    world.pass(Duration.ofMinutes(10));

    assertThat(value()).isEqualTo("1");
    assertThat(hold()).isPresent();
  }

  @Test
  void aParentThatAppliesTheSpecAgainDoesNotReleaseIt() {
    world.applications.edit(
        World.id("web"),
        web -> new Edit().spec(application("web").automated(true, true).build().spec()).on(web));
    world.pass(Duration.ofMinutes(10));

    assertThat(value()).isEqualTo("1");
    assertThat(hold()).isPresent();
  }

  @Test
  void aBrokenRenderDoesNotReleaseIt() {
    world.commit(Map.of("web/a.yaml", "kind: [oops\n"));
    world.push("main");
    world.pass(Duration.ofMinutes(10));

    assertThat(value()).isEqualTo("1");
    assertThat(hold()).isPresent();
  }

  @Test
  void aCommitThatChangesTheDesiredStateReleasesIt() {
    world.pass();
    world.commit(Map.of("web/a.yaml", configMap("a", "3")));
    world.push("main");
    world.pass();

    assertThat(value()).isEqualTo("3");
    assertThat(hold()).isEmpty();
    assertThat(world.conditions("web")).isEmpty();
    assertThat(world.events.recorded()).anyMatch(event -> event.startsWith("HoldReleased"));
  }

  @Test
  void resumingReleasesItWithoutAWarning() {
    world.pass();
    Map<String, Optional<String>> annotations = new LinkedHashMap<>();
    annotations.put(Annotations.HOLD, Optional.empty());
    annotations.put(Annotations.REFRESH, Optional.of("normal"));
    world.applications.annotate(World.id("web"), annotations);
    world.pass();

    assertThat(value()).isEqualTo("2");
    assertThat(world.conditions("web")).isEmpty();
  }

  @Test
  void aHoldThatSomeoneElseRemovesShows() {
    world.pass();
    world.applications.edit(
        World.id("web"),
        web -> {
          Map<String, String> left = new LinkedHashMap<>(web.annotations());
          left.remove(Annotations.HOLD);
          return new Edit().annotations(left).spec(application("web").build().spec()).on(web);
        });
    world.pass();

    assertThat(world.app("web").status().conditions())
        .singleElement()
        .satisfies(condition -> {
          assertThat(condition.type()).isEqualTo(Condition.Type.HeldWarning);
          assertThat(condition.message()).contains("removed");
        });
  }

  @Test
  void itEndsWhenItsTimeIsUp() {
    rollBack(Optional.of(world.now.plus(Duration.ofMinutes(5))));
    world.pass(Duration.ofMinutes(4));
    assertThat(value()).isEqualTo("1");
    world.pass(Duration.ofMinutes(2));
    assertThat(value()).isEqualTo("2");
  }

  private void rollBack(Optional<Instant> until) {
    Application web = world.app("web");
    Operation operation =
        switch (Rollback.operation(
            web, new Rollback.Choice(0, false, false, Rollback.Automation.HELD), "ana")) {
          case Result.Success<Operation>(var found) -> found;
          case Result.Failed<Operation>(var failure) -> throw new AssertionError(failure);
        };
    Hold hold = new Hold("ana", "bad images", world.now, until, Optional.empty());
    world.applications.startOperation(
        World.id("web"), operation, Map.of(Annotations.HOLD, Optional.of(HoldText.write(hold))));
    world.settle();
  }

  private Optional<Hold> hold() {
    return Holds.of(world.app("web"));
  }

  private String value() {
    return world.live(World.configMap("a")).orElseThrow().text("data", "key").orElseThrow();
  }
}
