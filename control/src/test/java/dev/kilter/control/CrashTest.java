package dev.kilter.control;

import static dev.kilter.control.Manifests.annotated;
import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.SyncStatus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The process dies after each single command, its answer lost; the next one goes on from there. */
class CrashTest {
  private static final int COMMANDS_OF_A_SYNC = 40;

  @Test
  void aSyncWithWavesAndPruneEndsTheSameWhereverTheProcessDies() {
    int died = 0;
    for (int after = 1; after <= COMMANDS_OF_A_SYNC; after++) {
      World world = synced();
      String commit =
          world.commit(
              Map.of(
                  "web/a.yaml", configMap("a", "2"),
                  "web/late.yaml", wave("late", 1),
                  "web/old.yaml", ""));
      world.dieAfter(after);
      world.push("main");
      world.pass();
      died += world.died() ? 1 : 0;
      world.dieAfter(Integer.MAX_VALUE);
      world.start().pass();

      assertThat(outcome(world))
          .describedAs("after %s commands", after)
          .isEqualTo(expected(commit));
    }
    assertThat(died).isGreaterThan(15);
  }

  /**
   * The next process looks at the run's commit, and meanwhile finds that it is still the newest.
   */
  @Test
  void aPruneIsProvedByWhatItWasDecidedOn() {
    World world = synced();
    world.commit(Map.of("web/old.yaml", ""));
    world.lose(command -> command instanceof Command.Bury);
    world.push("main");
    world.pass();
    assertThat(world.live(World.configMap("old"))).isPresent();

    AtomicBoolean first = new AtomicBoolean(true);
    world.lose(command -> command instanceof Command.Render && first.getAndSet(false));
    world.start().pass();

    assertThat(world.live(World.configMap("old"))).isEmpty();
    assertThat(world.operation("web").operation().sync().selfHealAttempts()).isZero();
    assertThat(world.operation("web").syncResult().orElseThrow().resources())
        .extracting(ResourceResult::message)
        .contains("pruned");
  }

  @Test
  void aDeletionEndsTheSameWhereverTheProcessDies() {
    int died = 0;
    for (int after = 1; after <= COMMANDS_OF_A_SYNC; after++) {
      World world = synced();
      world.applications.edit(
          World.id("web"),
          web ->
              new dev.kilter.testkit.store.Edit()
                  .finalizers(java.util.List.of(dev.kilter.model.application.Annotations.FINALIZER))
                  .on(web));
      world.settle();
      world.dieAfter(after);
      world.applications.delete(World.id("web"), world.now);
      world.pass();
      died += world.died() ? 1 : 0;
      world.dieAfter(Integer.MAX_VALUE);
      world.start().pass();

      assertThat(world.applications.has(World.id("web")))
          .describedAs("after %s commands", after)
          .isFalse();
      assertThat(world.cluster.keys()).isEmpty();
    }
    assertThat(died).isGreaterThan(5);
  }

  @Test
  void aHookRunsOnceWhereverTheProcessDies() {
    int died = 0;
    for (int after = 1; after <= COMMANDS_OF_A_SYNC; after++) {
      World world = synced();
      world.commit(
          Map.of(
              "web/a.yaml", configMap("a", "2"),
              "web/hook.yaml", annotated(configMap("hook", "1"), Annotations.HOOK, "PreSync")));
      world.dieAfter(after);
      world.push("main");
      world.pass();
      died += world.died() ? 1 : 0;
      world.dieAfter(Integer.MAX_VALUE);
      world.start().pass();

      assertThat(world.live(World.configMap("hook"))).isPresent();
      assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
      assertThat(world.cluster.requests())
          .describedAs("after %s commands", after)
          .noneMatch(request -> request.startsWith("delete"));
    }
    assertThat(died).isGreaterThan(10);
  }

  private static World synced() {
    World world = new World();
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "web/old.yaml", configMap("old", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    return world;
  }

  private static String outcome(World world) {
    return String.join(
        "\n",
        "objects " + world.cluster.keys(),
        "a " + world.live(World.configMap("a")).orElseThrow().text("data", "key").orElse(""),
        "phase " + world.operation("web").phase(),
        "sync " + world.sync("web"),
        "revision " + world.app("web").status().sync().revisions(),
        "history " + world.app("web").status().history().stream().map(entry -> entry.id()).toList(),
        "deletes "
            + world.cluster.requests().stream()
                .filter(request -> request.startsWith("delete"))
                .distinct()
                .toList());
  }

  private static String expected(String commit) {
    return String.join(
        "\n",
        "objects [/ConfigMap/shop/a, /ConfigMap/shop/late]",
        "a 2",
        "phase " + OperationPhase.Succeeded,
        "sync " + SyncStatus.Synced,
        "revision [" + commit + "]",
        "history [0, 1]",
        "deletes [delete /ConfigMap/shop/old]");
  }

  private static String wave(String name, int wave) {
    return configMap(name, "1")
        .replace(
            "  name: " + name + "\n",
            "  name: "
                + name
                + "\n  annotations:\n    argocd.argoproj.io/sync-wave: \""
                + wave
                + "\"\n");
  }
}
