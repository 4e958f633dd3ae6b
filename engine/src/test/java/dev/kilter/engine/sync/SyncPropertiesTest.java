package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.OperationPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds for every sync, over seeded random applications. */
@NullMarked
class SyncPropertiesTest {
  private static final int RUNS = 60;
  private static final List<String> KINDS =
      List.of("ConfigMap", "Secret", "Service", "Deployment", "Pod", "Namespace", "Thing");

  @Test
  void aRunThatIsTakenUpAnywhereEndsTheSame() {
    for (int seed = 0; seed < RUNS; seed++) {
      Scenario straight = random(new Random(seed));
      finish(straight, 0);
      Scenario broken = random(new Random(seed));
      finish(broken, seed % 3 + 2);
      assertThat(broken.running().state().phase())
          .as("seed %s", seed)
          .isEqualTo(straight.running().state().phase())
          .isEqualTo(OperationPhase.Succeeded);
      assertThat(names(broken)).as("seed %s", seed).isEqualTo(names(straight));
    }
  }

  @Test
  void everyObjectIsAppliedOrPrunedOnceAndExplained() {
    for (int seed = 0; seed < RUNS; seed++) {
      Scenario scenario = random(new Random(seed));
      List<String> done = finish(scenario, 0);
      List<String> commands =
          done.stream()
              .filter(line -> line.contains("apply ") || line.contains("prune "))
              .flatMap(line -> List.of(line.replace("save, ", "").split(", ", -1)).stream())
              .toList();
      assertThat(commands).as("seed %s", seed).doesNotHaveDuplicates();
      assertThat(Results.of(scenario.running().state())).hasSameSizeAs(commands);
    }
  }

  @Test
  void namespacesComeBeforeWhatLivesInThemAndGoAfter() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      int wave = random.nextInt(5) - 2;
      Scenario scenario =
          new Scenario()
              .git("Namespace shop wave=" + random.nextInt(5) + "\nConfigMap a wave=" + wave)
              .live("Namespace gone\nPod b ns=gone");
      List<String> done = finish(scenario, 0);
      assertThat(index(done, "apply Namespace/shop")).isLessThan(index(done, "apply ConfigMap/a"));
      assertThat(index(done, "prune Pod/b")).isLessThan(index(done, "prune Namespace/gone"));
    }
  }

  private static int index(List<String> lines, String command) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(command)) {
        return i;
      }
    }
    throw new AssertionError("never: " + command + " in " + lines);
  }

  private static Scenario random(Random random) {
    List<String> git = new ArrayList<>();
    List<String> live = new ArrayList<>();
    int objects = 1 + random.nextInt(12);
    for (int i = 0; i < objects; i++) {
      String line =
          KINDS.get(random.nextInt(KINDS.size())) + " o" + i + " wave=" + (random.nextInt(5) - 2);
      switch (random.nextInt(3)) {
        case 0 -> git.add(line);
        case 1 -> live.add(line);
        default -> {
          git.add(line);
          live.add(line);
        }
      }
    }
    return new Scenario().git(String.join("\n", git)).live(String.join("\n", live));
  }

  /**
   * Drives a run to its end, with a restart after every so many steps (0: never); outcomes of the
   * last commands are lost in it.
   */
  private static List<String> finish(Scenario scenario, int restartEvery) {
    for (int i = 1; i < 500; i++) {
      scenario.advance();
      if (scenario.running().state().phase().completed()) {
        return List.copyOf(scenario.printed);
      }
      healAll(scenario);
      if (restartEvery > 0 && i % restartEvery == 0) {
        scenario.restart();
      }
      scenario.now = scenario.now.plusSeconds(1);
    }
    throw new AssertionError("no end: " + scenario.text());
  }

  private static void healAll(Scenario scenario) {
    for (int i = 0; i < 12; i++) {
      scenario.cluster.become("o" + i, HealthStatus.Healthy);
    }
    scenario.cluster.become("a", HealthStatus.Healthy);
    scenario.cluster.become("shop", HealthStatus.Healthy);
  }

  private static String names(Scenario scenario) {
    return new TreeSet<>(scenario.cluster.live().resources().keySet())
        .stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
