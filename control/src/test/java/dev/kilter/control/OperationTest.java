package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations that someone writes onto the resource. */
class OperationTest {
  private final World world = new World();
  private String first = "";

  @BeforeEach
  void anApplicationThatSyncsByHand() {
    first = world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").build());
    world.start().pass();
  }

  @Test
  void nothingHappensUnasked() {
    assertThat(world.sync("web")).isEqualTo(SyncStatus.OutOfSync);
    assertThat(world.cluster.requests()).isEmpty();
  }

  @Test
  void anOperationRunsAtTheCommitThatTheBranchHasNow() {
    String second = world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    sync(List.of(), false);

    assertThat(value()).isEqualTo("2");
    assertThat(revisions()).containsExactly(second);
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
    world.pass();
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
    assertThat(world.applications.writes())
        .endsWith("operation web", "state Running web", "state Succeeded web");
    assertThat(world.events.recorded())
        .containsExactly(
            "OperationStarted web: ana initiated sync to " + second,
            "OperationCompleted web: Sync operation to " + second + " succeeded");
  }

  @Test
  void anOperationAtAnOlderCommitStaysThere() {
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    sync(List.of(first), false);
    world.pass();

    assertThat(value()).isEqualTo("1");
    assertThat(revisions()).containsExactly(first);
    assertThat(world.sync("web")).isEqualTo(SyncStatus.OutOfSync);
  }

  @Test
  void aDryRunTouchesNothing() {
    sync(List.of(), true);

    assertThat(world.live(World.configMap("a"))).isEmpty();
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
    assertThat(world.app("web").status().history()).isEmpty();
  }

  @Test
  void aTerminatedOperationEnds() {
    world.lose(command -> command instanceof dev.kilter.control.message.Command.Apply);
    sync(List.of(), false);
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Running);
    world.applications.terminateOperation(World.id("web"));
    world.lose(_ -> false);
    world.start().pass();

    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Failed);
    assertThat(world.operation("web").message()).contains("Operation terminated");
    assertThat(world.app("web").operation()).isEmpty();
  }

  @Test
  void terminatingWinsOverASaveOfARunThatDoesNotKnowYet() {
    world.cluster.refuse(
        World.configMap("a"),
        Optional.of(
            new dev.kilter.model.failure.Failure.Refused(
                World.configMap("a"), 500, "Internal", "etcd")));
    world.applications.startOperation(
        World.id("web"),
        operation(
            List.of(), false, Optional.of(dev.kilter.model.application.RetryPolicy.ofLimit(9))));
    world.settle();
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Running);
    world.applications.terminateOperation(World.id("web"));
    world.pass(Duration.ofMinutes(5));

    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Failed);
  }

  @Test
  void anOperationOfAnInvalidApplicationEndsInError() {
    world.applications.put(application("web").project("nowhere").build());
    world.settle();
    sync(List.of(), false);

    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Error);
    assertThat(world.operation("web").message()).contains("nowhere");
  }

  @Test
  void aSourceThatTheProjectForbidsIsNotDeployedByAnOperationEither() {
    world.projects.put(
        dev.kilter.testkit.application.TestProjects.of(
            "default",
            List.of(World.REPO),
            List.of(new dev.kilter.model.project.Project.DestinationRule("*", "*", "*")),
            List.of()));
    world.git.commit("https://evil.example/x", "main", Map.of("web/a.yaml", configMap("a", "9")));
    Operation.Sync foreign =
        new Operation.Sync(
            List.of(),
            List.of(
                dev.kilter.model.application.Source.of(
                    Manifest.of(Map.of("repoURL", "https://evil.example/x", "path", "web")))),
            false,
            false,
            Operation.Strategy.DEFAULT,
            List.of(),
            SyncOptions.NONE,
            0);
    world.applications.startOperation(
        World.id("web"),
        new Operation(
            foreign,
            new Operation.InitiatedBy("eve", false),
            Optional.empty(),
            Manifest.of(Map.of())));
    world.pass();

    assertThat(world.live(World.configMap("a"))).isEmpty();
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Error);
    assertThat(world.git.requests()).noneMatch(request -> request.contains("evil"));
  }

  @Test
  void aWriteThatNoWatchTellsOfIsLookedFor() {
    world.commit(
        Map.of(
            "web/a.yaml",
            configMap("a", "1"),
            "web/late.yaml",
            configMap("late", "1")
                .replace(
                    "  name: late\n",
                    "  name: late\n  annotations:\n    argocd.argoproj.io/sync-wave: \"1\"\n")));
    world.cluster.silent(true);
    sync(List.of(), false);
    world.pass();

    assertThat(world.live(World.configMap("late"))).isPresent();
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
  }

  @Test
  void aLostReplyIsNoReasonToDoubt() {
    world.cluster.loseReplies(true);
    sync(List.of(), false);
    world.cluster.loseReplies(false);
    world.pass(Duration.ofMinutes(2));

    assertThat(value()).isEqualTo("1");
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
  }

  private void sync(List<String> revisions, boolean dryRun) {
    world.applications.startOperation(
        World.id("web"), operation(revisions, dryRun, Optional.empty()));
    world.settle();
  }

  private static Operation operation(
      List<String> revisions,
      boolean dryRun,
      Optional<dev.kilter.model.application.RetryPolicy> retry) {
    return new Operation(
        new Operation.Sync(
            revisions,
            List.of(),
            false,
            dryRun,
            Operation.Strategy.DEFAULT,
            List.of(),
            SyncOptions.NONE,
            0),
        new Operation.InitiatedBy("ana", false),
        retry,
        Manifest.of(Map.of()));
  }

  private List<String> revisions() {
    return world.operation("web").syncResult().map(SyncResult::revisions).orElse(List.of());
  }

  private String value() {
    return world.live(World.configMap("a")).orElseThrow().text("data", "key").orElseThrow();
  }
}
