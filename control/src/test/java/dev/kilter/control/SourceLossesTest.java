package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.FALSE;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.refresh.Refreshes;
import dev.kilter.engine.prune.BlastRadius;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.render.ReadSet;
import dev.kilter.testkit.mutation.Guards;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because of what Git said, or did not say. */
class SourceLossesTest {
  private static final String BASE = "https://git.example/base";

  private final World world = new World();

  @Test
  void M01_anOutageOrABrokenFileDeletesNothing() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "web/b.yaml", configMap("b", "1")));
    world.git.commit(BASE, "main", Map.of("base/x.yaml", configMap("x", "1")));
    world.applications.put(application("web").automated(true, true).alsoFrom(BASE, "base").build());
    world.start().pass();
    List<ResourceKey> deployed = world.cluster.keys();
    assertThat(deployed).hasSize(3);

    world.git.fail(BASE, Optional.of(new Failure.RepositoryUnreachable(BASE, "timeout")));
    refresh("hard");
    world.pass(Duration.ofHours(1));
    world.git.fail(BASE, Optional.empty());
    world.git.commit(BASE, "main", Map.of("base/x.yaml", "kind: [oops\n"));
    refresh("hard");
    world.pass(Duration.ofHours(1));

    assertThat(world.cluster.keys()).isEqualTo(deployed);
    assertThat(world.conditions("web")).contains(Condition.Type.ComparisonError);
  }

  @Test
  void M06_aReusedNameDoesNotTakeTheDatabaseAway() {
    world.commit(
        Map.of(
            "web/eu.yaml", statefulSet("eu-central"),
            "web/us.yaml", statefulSet("us-east"),
            "web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    world.commit(Map.of("web/eu.yaml", statefulSet("us-east")));
    world.push("main");
    world.pass();

    assertThat(world.live(new ResourceKey("apps", "StatefulSet", "shop", "eu-central")))
        .isPresent();
    assertThat(world.conditions("web"))
        .contains(Condition.Type.RepeatedResourceWarning, Condition.Type.DeletionHeldWarning);
  }

  @Test
  void M12_anEmptyFolderDeletesNothingByHandEither() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "web/b.yaml", configMap("b", "1")));
    world.applications.put(application("web").build());
    world.start().pass();
    world.applications.startOperation(World.id("web"), Operations.sync(List.of(), true));
    world.pass();
    assertThat(world.cluster.keys()).hasSize(2);

    world.commit(Map.of("web/a.yaml", "", "web/b.yaml", "", "web/readme.txt", "moved"));
    world.applications.startOperation(World.id("web"), Operations.sync(List.of(), true));
    world.pass();

    assertThat(world.cluster.keys()).hasSize(2);
  }

  @Test
  void M12_anEmptyFolderIsNotSyncedUnasked() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    long runs = operations();
    world.commit(Map.of("web/a.yaml", "", "web/readme.txt", "moved"));
    world.push("main");
    world.pass();

    assertThat(world.live(World.configMap("a"))).isPresent();
    assertThat(operations()).isEqualTo(runs);
  }

  private long operations() {
    return world.events.recorded().stream().filter(it -> it.startsWith("Operation")).count();
  }

  @Test
  void M15_syncedAtACommitMeansThatItRuns() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    String commit = world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.pass(Duration.ofMinutes(5));

    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
    assertThat(world.app("web").status().sync().revisions()).containsExactly(commit);
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  void M15_whatCannotBeRenderedIsNotSynced() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    world.commit(Map.of("web/a.yaml", "kind: [oops\n"));
    world.push("main");
    world.pass(Duration.ofMinutes(5));

    assertThat(world.sync("web")).isEqualTo(SyncStatus.Unknown);
  }

  @Test
  void M16_automationDoesNotTakeANewerSyncBack() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    String second = world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.applications.startOperation(World.id("web"), Operations.sync(List.of(second), false));
    world.settle();

    for (int i = 0; i < 300; i++) {
      assertThat(value("a")).isEqualTo("2");
      world.pass(Duration.ofSeconds(1));
    }
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(SourceLossesTest.class)
        .without(
            "telling a failed render from an empty one",
            "M01_anOutageOrABrokenFileDeletesNothing",
            in("dev.kilter.control.refresh.Renderings", "rendering")
                .neverSees("dev.kilter.model.render.Rendering$Failed"),
            in("dev.kilter.control.effect.Comparing", "items").swallows(NOTHING))
        .without(
            "holding what is precious",
            "M06_aReusedNameDoesNotTakeTheDatabaseAway",
            in(BlastRadius.class, "reaching").takes(FALSE, Set.class, "contains"))
        .without(
            "warning of two documents with one identity",
            "M06_aReusedNameDoesNotTakeTheDatabaseAway",
            in("dev.kilter.engine.desired.Desired$Collector", "state")
                .takes(NOTHING, Map.class, "forEach"))
        .without(
            "the limit of what one sync may delete",
            "M12_anEmptyFolderDeletesNothingByHandEither",
            in(BlastRadius.class, "reaching").answers(NOTHING))
        .without(
            "refusing to wipe out everything",
            "M12_anEmptyFolderIsNotSyncedUnasked",
            in("dev.kilter.engine.sync.AutoSync", "onlyPrunes").answers(FALSE))
        .without(
            "knowing which files a render read",
            "M15_syncedAtACommitMeansThatItRuns",
            in(ReadSet.class, "touchedBy").answers(FALSE))
        .without(
            "telling a failed look from a finished one",
            "M15_whatCannotBeRenderedIsNotSynced",
            in("dev.kilter.control.refresh.Evaluations", "advance")
                .takes(NOTHING, Optional.class, "of"))
        .without(
            "looking for the newest revision after a sync by hand",
            "M16_automationDoesNotTakeANewerSyncBack",
            in("dev.kilter.control.sync.Runs", "ended")
                .takes(
                    NOTHING,
                    Refreshes.class,
                    "request(KnownApplication, RefreshLevel, Priority, Moment)"))
        .tests();
  }

  private void refresh(String how) {
    world.applications.annotate(World.id("web"), Map.of(Annotations.REFRESH, Optional.of(how)));
    world.settle();
  }

  private String value(String name) {
    return world.live(World.configMap(name)).orElseThrow().text("data", "key").orElseThrow();
  }

  private static String statefulSet(String name) {
    return """
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: %s
    spec:
      replicas: 1
    """
        .formatted(name);
  }
}
