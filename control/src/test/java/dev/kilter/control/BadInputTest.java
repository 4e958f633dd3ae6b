package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.testkit.application.ApplicationBuilder;
import dev.kilter.testkit.application.TestProjects;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each mistake gets its condition, at once, on its own application. */
class BadInputTest {
  private final World world = new World();

  @BeforeEach
  void oneGoodApplication() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "bad/a.yaml", configMap("b", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start();
  }

  @Test
  void noDestination() {
    invalid(bad().destination("", "", "shop"), "Destination server missing");
  }

  @Test
  void twoDestinations() {
    invalid(
        bad().destination(World.SERVER, "in-cluster", "shop"), "can't have both name and server");
  }

  @Test
  void anUnknownServer() {
    invalid(bad().destination("https://nowhere", "", "shop"), "https://nowhere");
  }

  @Test
  void anUnknownClusterName() {
    invalid(
        bad().destination("", "nowhere", "shop"), "there are no clusters with this name: nowhere");
  }

  @Test
  void anUnknownProject() {
    invalid(bad().project("nowhere"), "project nowhere which does not exist");
    world.projects.put(TestProjects.permissive("nowhere"));
    world.pass();
    assertThat(world.sync("bad")).isEqualTo(SyncStatus.Synced);
    assertThat(world.conditions("bad")).isEmpty();
  }

  /** Without it, the next sync would write what is to be left alone. */
  @Test
  void aPathToIgnoreThatIsNotUnderstood() {
    invalid(bad().ignoring("ConfigMap", "until(true; .)"), "until(true; .)");
  }

  @Test
  void aPathToIgnoreInOtherObjectsIsFine() {
    world.applications.put(bad().ignoring("Secret", "until(true; .)").build());
    world.pass();
    assertThat(world.sync("bad")).isEqualTo(SyncStatus.Synced);
  }

  @Test
  void aDestinationByNameIsFine() {
    world.applications.put(bad().destination("", "in-cluster", "shop").build());
    world.pass();
    assertThat(world.sync("bad")).isEqualTo(SyncStatus.Synced);
  }

  @Test
  void twoDocumentsWithOneIdentityWarnAndTheLastCounts() {
    world.commit(Map.of("bad/a.yaml", configMap("b", "1") + "---\n" + configMap("b", "2")));
    world.applications.put(bad().build());
    world.pass();

    assertThat(world.conditions("bad")).containsExactly(Condition.Type.RepeatedResourceWarning);
    assertThat(world.live(World.configMap("b")).orElseThrow().text("data", "key")).contains("2");
    good();
  }

  @Test
  void aMissingFolder() {
    world.applications.put(bad().path("nowhere").build());
    world.pass();

    assertThat(world.conditions("bad")).containsExactly(Condition.Type.ComparisonError);
    assertThat(world.app("bad").status().conditions().getFirst().message())
        .as("Argo CD's words, which alerts look for")
        .startsWith("Failed to load target state: ")
        .contains("nowhere");
    assertThat(world.sync("bad")).isEqualTo(SyncStatus.Unknown);
    good();
  }

  @Test
  void anUnreachableClusterDelaysNobodyElse() {
    world.credentials.putCluster("https://far", "far");
    world.applications.put(bad().destination("https://far", "", "shop").build());
    world.pass();
    good();
  }

  private void invalid(ApplicationBuilder builder, String message) {
    world.applications.put(builder.build());
    world.pass();
    Application application = world.app("bad");
    assertThat(application.status().conditions())
        .singleElement()
        .satisfies(condition -> {
          assertThat(condition.type()).isEqualTo(Condition.Type.InvalidSpecError);
          assertThat(condition.message()).contains(message);
        });
    assertThat(world.sync("bad")).isEqualTo(SyncStatus.Unknown);
    assertThat(application.status().health().orElseThrow().health().status())
        .isEqualTo(HealthStatus.Unknown);
    good();
  }

  private void good() {
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
    assertThat(world.conditions("web")).isEmpty();
    assertThat(world.live(World.configMap("a"))).isPresent();
  }

  private static ApplicationBuilder bad() {
    return application("bad").automated(true, true);
  }
}
