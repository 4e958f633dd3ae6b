package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.failure.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The machine's clock is set back by an hour: nothing waits for that hour. */
class ClockTest {
  private final World world = new World();

  @BeforeEach
  void anApplicationThatIsHealed() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
  }

  @Test
  void repositoriesAreAskedAsBefore() {
    setBack();
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.pass(Duration.ofMinutes(5));

    assertThat(value()).isEqualTo("2");
  }

  @Test
  void aRepairBacksOffNoLongerThanItWould() {
    drift("x");
    world.settle();
    drift("y");
    world.settle();
    assertThat(value()).isEqualTo("y");
    setBack();
    world.pass(Duration.ofMinutes(3));

    assertThat(value()).isEqualTo("1");
  }

  @Test
  void aFailedSyncIsTriedAgain() {
    world.cluster.refuse(
        World.configMap("a"),
        Optional.of(new Failure.Refused(World.configMap("a"), 403, "Forbidden", "quota exceeded")));
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.settle();
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Running);
    assertThat(world.operation("web").finishedAt()).isPresent();

    setBack();
    world.cluster.refuse(World.configMap("a"), Optional.empty());
    world.pass(Duration.ofMinutes(1));
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
    assertThat(value()).isEqualTo("2");
  }

  @Test
  void whatALaterProcessFindsFromTheFutureIsDue() {
    drift("x");
    world.settle();
    drift("y");
    setBack();
    world.start().pass(Duration.ofSeconds(30));

    assertThat(value()).isEqualTo("1");
  }

  @Test
  void whatIsStoredIsTheTimeThatTheClockShows() {
    setBack();
    drift("x");
    world.settle();

    assertThat(world.operation("web").startedAt()).isEqualTo(world.now.minus(Duration.ofHours(1)));
  }

  private void setBack() {
    world.skew = Duration.ofHours(-1);
  }

  private void drift(String value) {
    world.cluster.edit(World.configMap("a"), live -> live.with(value, "data", "key"));
  }

  private String value() {
    return world.live(World.configMap("a")).orElseThrow().text("data", "key").orElseThrow();
  }
}
