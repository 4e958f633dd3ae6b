package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.FALSE;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kilter.control.message.Command;
import dev.kilter.control.write.Authorship;
import dev.kilter.engine.sync.AutoSync;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.testkit.mutation.Guards;
import dev.kilter.testkit.store.Edit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because of who was at work, and when. */
class RunLossesTest {
  private final World world = new World();

  @Test
  void M13_whatNobodyCanSeeIsNotGreen() {
    deployed();
    world.cluster.connected(false);
    world.pass(Duration.ofMinutes(10));

    assertThat(world.sync("web")).isEqualTo(SyncStatus.Unknown);
  }

  @Test
  void M14_twoControllersDoNotActOnOneApplication() {
    deployed();
    int requests = world.cluster.requests().size();
    world.applications.edit(
        World.id("web"), web -> new Edit().status(lookedAtElsewhere(web.status())).on(web));
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.pass(Duration.ofMinutes(3));

    assertThat(world.cluster.requests()).hasSize(requests);
  }

  @Test
  void M18_aFightOverOneFieldStaysAQuietOne() {
    deployed();
    int before = world.cluster.requests().size();
    for (int i = 0; i < 600; i++) {
      world.cluster.edit(World.configMap("a"), live -> live.with("mine", "data", "key"));
      world.pass(Duration.ofSeconds(1));
    }

    assertThat(world.cluster.requests().size() - before).isBetween(2, 12);
  }

  @Test
  void M18_whatIsBeingDeletedIsNotMadeAgain() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "web/b.yaml", configMap("b", "1")));
    world.applications.put(application("web").automated(true, true).cascade().build());
    world.start().pass();
    world.cluster.edit(
        World.configMap("b"),
        live -> live.with(List.of("example.org/w"), "metadata", "finalizers"));
    world.settle();
    world.commands.clear();
    world.applications.delete(World.id("web"), world.now);
    world.settle();
    world.cluster.vanish(World.configMap("a"));
    world.pass(Duration.ofMinutes(10));

    assertThat(world.commands).noneMatch(command -> command instanceof Command.Apply);
    assertThat(world.live(World.configMap("a"))).isEmpty();
  }

  @Test
  void M24_whatOneApplicationBreaksIsBrokenForItAlone() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "bad/b.yaml", configMap("b", "1")));
    world.cluster.breakOn(World.configMap("b"));
    world.applications.put(application("bad").automated(true, true).build());
    world.applications.put(application("web").automated(true, true).build());
    assertThatCode(() -> world.start().pass(Duration.ofMinutes(5))).doesNotThrowAnyException();

    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
    assertThat(world.operation("bad").phase()).isNotEqualTo(OperationPhase.Succeeded);
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(RunLossesTest.class)
        .without(
            "telling a failed look from a finished one",
            "M13_whatNobodyCanSeeIsNotGreen",
            in("dev.kilter.control.refresh.Evaluations", "advance")
                .takes(NOTHING, Optional.class, "of"))
        .without(
            "noticing another controller",
            "M14_twoControllersDoNotActOnOneApplication",
            in(Authorship.class, "foreign").answers(FALSE))
        .without(
            "backing off between repairs",
            "M18_aFightOverOneFieldStaysAQuietOne",
            in("dev.kilter.engine.sync.SelfHeal", "dueAt")
                .takes(NOTHING, "dev.kilter.engine.sync.RetryDelay", "grown"))
        .without(
            "letting deletion win over automation",
            "M18_whatIsBeingDeletedIsNotMadeAgain",
            in("dev.kilter.control.Reconciler", "reconcile")
                .takes(FALSE, Application.class, "deleting"),
            in(AutoSync.class, "decide").takes(FALSE, Application.class, "deleting"))
        .without(
            "catching what one command throws",
            "M24_whatOneApplicationBreaksIsBrokenForItAlone",
            in("dev.kilter.control.effect.Effects", "perform").catchesNothing())
        .tests();
  }

  private void deployed() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
  }

  private ApplicationStatus lookedAtElsewhere(ApplicationStatus status) {
    Instant then = world.now.minusSeconds(1);
    return new ApplicationStatus(
        status.sync(),
        status.health(),
        status.resources(),
        status.conditions(),
        status.operationState(),
        status.history(),
        status.summary(),
        status.sourceTypes(),
        Optional.of(then),
        status.controllerNamespace());
  }
}
