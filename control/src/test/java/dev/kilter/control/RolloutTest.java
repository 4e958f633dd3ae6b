package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.RetryPolicy;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What commits, webhooks and repositories do to applications. */
class RolloutTest {
  private final World world = new World();

  @BeforeEach
  void twoApplicationsOfOneRepository() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "api/b.yaml", configMap("b", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.applications.put(application("api").automated(true, true).build());
    world.start().pass();
    world.commands.clear();
  }

  @Test
  void aPushedCommitRollsOut() {
    String commit = world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");

    assertThat(value("a")).isEqualTo("2");
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
    assertThat(world.app("web").status().sync().revisions()).containsExactly(commit);
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
  }

  @Test
  void anUnrelatedCommitCostsAnApplicationNothingButItsRevisionLater() {
    String commit = world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");

    assertThat(commandsOf("api")).isEmpty();
    assertThat(world.snapshot("api").revisions()).containsExactly(commit);
    assertThat(world.git.requests()).filteredOn(it -> it.startsWith("changes")).hasSize(1);

    world.pass();
    assertThat(world.app("api").status().sync().revisions()).containsExactly(commit);
    assertThat(commandsOf("api")).allMatch(command -> command instanceof Command.WriteStatus);
    assertThat(commandsOf("api")).hasSize(1);
  }

  @Test
  void anExplicitRefreshMovesTheRevisionAtOnceAndIsTakenAway() {
    String commit = world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.applications.annotate(
        World.id("api"), Map.of(Annotations.REFRESH, Optional.of("normal")));
    world.settle();

    assertThat(world.app("api").annotation(Annotations.REFRESH)).isEmpty();
    assertThat(world.app("api").status().sync().revisions()).containsExactly(commit);
  }

  @Test
  void aHardRefreshRendersAgain() {
    world.applications.annotate(World.id("api"), Map.of(Annotations.REFRESH, Optional.of("hard")));
    world.settle();

    assertThat(commandsOf("api")).filteredOn(it -> it instanceof Command.Render).hasSize(1);
  }

  @Test
  void aRefreshThatChangesNothingWritesNothing() {
    world.pass(Duration.ofMinutes(30));

    assertThat(world.commands).noneMatch(command -> command instanceof Command.Writing);
    assertThat(world.commands).noneMatch(command -> command instanceof Command.Heavy);
    assertThat(world.commands.size()).isBetween(5, 30);
  }

  @Test
  void pollingFindsACommitThatNobodyPushed() {
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.pass(Duration.ofMinutes(4));

    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  void anObjectThatLeavesGitIsPrunedWithATombstone() {
    world.commit(Map.of("web/z.yaml", configMap("z", "1")));
    world.push("main");
    world.pass();
    world.commit(Map.of("web/z.yaml", ""));
    world.push("main");

    assertThat(world.live(World.configMap("z"))).isEmpty();
    assertThat(world.live(World.configMap("a"))).isPresent();
    assertThat(world.tombstones.of(World.id("web")))
        .singleElement()
        .satisfies(batch -> {
          assertThat(batch.objects())
              .extracting(Manifest::key)
              .containsExactly(World.configMap("z"));
          assertThat(batch.planHash()).matches("[0-9a-f]+");
        });
  }

  @Test
  void aConditionSaysWhichObjectHadToBeAppliedClientSideAndWhy() {
    world.cluster.note(World.configMap("z"), "applied client-side: duplicate keys in ports");
    world.commit(Map.of("web/z.yaml", configMap("z", "1")));
    world.push("main");
    world.pass();

    assertThat(world.app("web").status().conditions())
        .filteredOn(condition -> condition.type() == Condition.Type.ApplyWarning)
        .singleElement()
        .extracting(Condition::message)
        .isEqualTo(
            "Applied client-side, because the server could not apply it: ConfigMap z: duplicate"
                + " keys in ports");
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
  }

  @Test
  void nothingIsDeletedWhereNoTombstoneCanBeWritten() {
    world.commit(Map.of("web/z.yaml", configMap("z", "1")));
    world.push("main");
    world.pass();
    world.tombstones.refuse(Optional.of(new Failure.Conflict("no room")));
    world.commit(Map.of("web/z.yaml", ""));
    world.push("main");

    assertThat(world.live(World.configMap("z"))).isPresent();
    assertThat(world.cluster.requests()).noneMatch(request -> request.startsWith("delete"));
  }

  @Test
  void aFailedRevisionIsNotTriedAgain() {
    Application web = application("web").automated(true, true).retry(RetryPolicy.NONE).build();
    world.applications.put(web);
    world.settle();
    world.cluster.refuse(
        World.configMap("a"),
        Optional.of(new Failure.Refused(World.configMap("a"), 422, "Invalid", "immutable")));
    String commit = world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    long applies = applies("a");
    world.pass(Duration.ofMinutes(30));

    assertThat(applies("a")).isEqualTo(applies);
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Failed);
    assertThat(world.app("web").status().conditions())
        .filteredOn(it -> it.type() == Condition.Type.SyncError)
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("Failed last sync attempt", commit));
  }

  @Test
  void aFailedSyncIsRetriedWithBackOff() {
    world.cluster.refuse(
        World.configMap("a"),
        Optional.of(new Failure.Refused(World.configMap("a"), 500, "Internal", "etcd")));
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    assertThat(world.operation("web").retryCount()).isEqualTo(1);
    world.cluster.refuse(World.configMap("a"), Optional.empty());
    world.pass();

    assertThat(value("a")).isEqualTo("2");
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
  }

  @Test
  void brokenYamlAffectsOnlyItsApplication() {
    world.commit(Map.of("web/a.yaml", "kind: [oops\n", "api/b.yaml", configMap("b", "2")));
    world.push("main");
    world.pass();

    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Unknown);
    assertThat(world.live(World.configMap("a"))).isPresent();
    assertThat(world.sync("api")).isEqualTo(SyncStatus.Synced);
    assertThat(value("b")).isEqualTo("2");
  }

  @Test
  void anUnreachableRepositoryIsToldAtOnceAndTheVerdictStaysForAWhile() {
    world.git.fail(
        World.REPO, Optional.of(new Failure.RepositoryUnreachable(World.REPO, "timeout")));
    world.push("main");

    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
    world.pass(Duration.ofMinutes(4));
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Unknown);
    assertThat(world.live(World.configMap("a"))).isPresent();

    world.git.fail(World.REPO, Optional.empty());
    world.pass(Duration.ofMinutes(4));
    assertThat(world.conditions("web")).isEmpty();
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
  }

  @Test
  void aMissingBranchIsAConditionAndDeletesNothing() {
    world.git.deleteBranch(World.REPO, "main");
    world.push("main");
    world.pass();

    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);
    assertThat(world.live(World.configMap("a"))).isPresent();
  }

  @Test
  void anEmptyFolderDeletesNothing() {
    world.commit(Map.of("web/a.yaml", "", "web/readme.txt", "gone"));
    world.push("main");
    world.pass();

    assertThat(world.live(World.configMap("a"))).isPresent();
    assertThat(world.sync("web")).isEqualTo(SyncStatus.OutOfSync);
    assertThat(world.conditions("web")).contains(Condition.Type.SyncError);
  }

  private List<Command> commandsOf(String name) {
    return world.commands.stream()
        .filter(command ->
            switch (command) {
              case Command.Render it -> it.ticket().application().name().equals(name);
              case Command.Compare it -> it.ticket().application().name().equals(name);
              case Command.WriteStatus it -> it.ticket().application().name().equals(name);
              case Command.BeginOperation it -> it.ticket().application().name().equals(name);
              default -> false;
            })
        .toList();
  }

  private long applies(String name) {
    return world.cluster.requests().stream()
        .filter(request -> request.equals("apply /ConfigMap/shop/" + name))
        .count();
  }

  private String value(String name) {
    return world.live(World.configMap(name)).orElseThrow().text("data", "key").orElseThrow();
  }
}
