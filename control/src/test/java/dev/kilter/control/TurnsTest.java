package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.SyncStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Thousands of syncs that nobody asked for begin one after the other, as fast as writes end. */
class TurnsTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private final World world = new World().stepsInFlight(1);

  private void begin() {
    for (String name : NAMES) {
      world.commit(Map.of(name + "/m.yaml", configMap(name, "1")));
      world.applications.put(application(name).path(name).automated(true, true).build());
    }
    world.start();
  }

  private void firstBeginningIsNeverAnswered(List<Command> stuck) {
    world.lose(command -> {
      if (stuck.isEmpty() && command instanceof Command.BeginOperation) {
        stuck.add(command);
      }
      return stuck.contains(command);
    });
  }

  @Test
  void allHaveTheirTurn() {
    begin();
    world.pass();
    assertThat(NAMES).allMatch(name -> world.sync(name) == SyncStatus.Synced);
    assertThat(world.applications.writes())
        .as("who waits shortly is not written before its turn")
        .hasSize(2 * NAMES.size());
  }

  @Test
  void whileWritesAreUnderWayNothingMoreBeginsUnasked() {
    List<Command> stuck = new ArrayList<>();
    firstBeginningIsNeverAnswered(stuck);
    begin();
    world.pass(Duration.ofMinutes(4));
    assertThat(stuck).hasSize(1);
    assertThat(world.applications.writes()).isEmpty();

    world.pass(Duration.ofMinutes(4));
    assertThat(world.applications.writes())
        .as("who waits for long says what there is to do")
        .allMatch(write -> write.startsWith("status "))
        .hasSize(NAMES.size() - 1);
    assertThat(world.sync("e")).isEqualTo(SyncStatus.OutOfSync);
  }

  @Test
  void whoIsAskedForNeedsNoTurn() {
    List<Command> stuck = new ArrayList<>();
    firstBeginningIsNeverAnswered(stuck);
    begin();
    world.pass(Duration.ofSeconds(20));
    world.applications.startOperation(World.id("e"), Operations.sync(List.of(), false));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.operation("e").phase()).isEqualTo(OperationPhase.Succeeded);
  }
}
