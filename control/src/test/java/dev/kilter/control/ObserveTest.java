package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.testkit.store.Edit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Watching without writing: because it was asked for, or because someone else is at work. */
class ObserveTest {
  private final World world = new World();

  @Test
  void anObserverWritesNothingAndSaysWhatItWouldDo() {
    String commit = world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.applications.put(application("gone").cascade().build());
    world.observing().start().pass();
    world.applications.delete(World.id("gone"), world.now);
    world.pass(Duration.ofMinutes(10));

    assertThat(world.commands).noneMatch(command -> command instanceof Command.Writing);
    assertThat(world.applications.writes()).isEmpty();
    assertThat(world.cluster.requests()).isEmpty();
    assertThat(world.snapshot("web").wouldDo())
        .containsExactly("sync to " + commit + ": apply 1, prune 0");
    assertThat(world.snapshot("gone").wouldDo()).hasSize(1);
    assertThat(world.snapshot("web").observing()).isPresent();
  }

  @Test
  void anotherControllersWriteMakesAnObserverForTwoIntervals() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    int writes = world.applications.writes().size();
    world.applications.edit(
        World.id("web"), web -> new Edit().status(reconciledElsewhere(web.status())).on(web));
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.pass(Duration.ofMinutes(3));

    assertThat(world.applications.writes()).hasSize(writes);
    assertThat(world.snapshot("web").observing()).isPresent();
    assertThat(value()).isEqualTo("1");

    world.pass(Duration.ofMinutes(2));
    assertThat(world.snapshot("web").observing()).isEmpty();
    assertThat(value()).isEqualTo("2");
  }

  @Test
  void anotherControllersWriteBeforeTheStartMakesAnObserver() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(
        application("web")
            .automated(true, true)
            .reconciledBy("argocd-application-controller", world.now.minusSeconds(100))
            .build());
    world.start().pass();

    assertThat(world.applications.writes()).isEmpty();
    assertThat(world.snapshot("web").observing()).isPresent();

    world.pass(Duration.ofMinutes(5));
    assertThat(world.snapshot("web").observing()).isEmpty();
    assertThat(value()).isEqualTo("1");
  }

  @Test
  void whatAnotherControllerLeftLongAgoIsOurs() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(
        application("web")
            .automated(true, true)
            .reconciledBy("argocd-application-controller", world.now.minusSeconds(3600))
            .reconciledBy("kilter", world.now.minusSeconds(1))
            .build());
    world.start().pass();

    assertThat(value()).isEqualTo("1");
  }

  @Test
  void ourOwnWritesNeverLookLikeAnothers() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start();
    for (int i = 2; i < 20; i++) {
      world.commit(Map.of("web/a.yaml", configMap("a", Integer.toString(i))));
      world.push("main");
      world.pass(Duration.ofSeconds(7));
      assertThat(world.snapshot("web").observing()).isEmpty();
    }
    assertThat(value()).isEqualTo("19");
  }

  private ApplicationStatus reconciledElsewhere(ApplicationStatus status) {
    return new ApplicationStatus(
        status.sync(),
        status.health(),
        status.resources(),
        status.conditions(),
        status.operationState(),
        status.history(),
        status.summary(),
        status.sourceTypes(),
        Optional.of(world.now.minusSeconds(1)),
        status.controllerNamespace());
  }

  private String value() {
    return world.live(World.configMap("a")).orElseThrow().text("data", "key").orElseThrow();
  }
}
