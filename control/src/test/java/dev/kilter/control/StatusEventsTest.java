package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which changes of a status become Events, besides those of operations. */
class StatusEventsTest {
  private final World world = new World();

  @Test
  void driftThatNobodyHealsIsAnEventInArgoCdsWords() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, false).build());
    world.start().pass();

    world.cluster.edit(World.configMap("a"), live -> live.with("x", "data", "key"));
    world.pass();

    assertThat(world.events.recorded())
        .last()
        .isEqualTo("ResourceUpdated web: Updated sync status: Synced -> OutOfSync");
  }

  @Test
  void aQuietSyncIsTwoEventsAndNoMore() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    assertThat(world.events.recorded()).hasSize(2);

    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.pass();

    assertThat(world.events.recorded()).hasSize(4).allMatch(event -> event.startsWith("Operation"));
  }
}
