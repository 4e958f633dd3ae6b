package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationPhase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new process, and the end of one. */
class RestartTest {
  private final World world = new World();

  @BeforeEach
  void aSyncedApplication() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    world.commands.clear();
  }

  @Test
  void aRestartWritesNothing() {
    world.start().pass();

    assertThat(world.commands).noneMatch(command -> command instanceof Command.Writing);
  }

  @Test
  void aClusterThatIsStillBeingListedIsNoReasonToSync() {
    world.cluster.listing(true);
    world.start().pass(Duration.ofSeconds(50));
    assertThat(world.commands).noneMatch(command -> command instanceof Command.Writing);

    world.pass(Duration.ofSeconds(20));
    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);
    assertThat(world.commands).noneMatch(command -> command instanceof Command.Apply);

    world.cluster.listing(false);
    world.pass();
    assertThat(world.conditions("web")).isEmpty();
    assertThat(world.commands).noneMatch(command -> command instanceof Command.Apply);
  }

  @Test
  void aKindThatCannotBeListedIsNamedAtOnce() {
    world.cluster.unlistable(Map.of("v1/secrets", "connection reset", "v1/pods", ""));
    world.start().pass();
    assertThat(world.app("web").status().conditions())
        .singleElement()
        .satisfies(condition ->
            assertThat(condition.message())
                .contains("could not list v1/secrets (connection reset); until"));

    world.cluster.unlistable(Map.of());
    world.pass();
    assertThat(world.conditions("web")).isEmpty();
    assertThat(world.commands).noneMatch(command -> command instanceof Command.Apply);
  }

  @Test
  void stoppingEndsAtOnceWhereNothingRuns() {
    world.tell(new Event.ShutdownRequested());

    assertThat(world.commands).last().isInstanceOf(Command.Stopped.class);
  }

  @Test
  void stoppingParksARunAndTheNextProcessEndsIt() {
    world.lose(command -> command instanceof Command.Apply);
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.tell(new Event.ShutdownRequested());
    assertThat(world.commands).noneMatch(command -> command instanceof Command.Stopped);
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Running);

    world.lose(_ -> false);
    world.start().pass();
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
  }

  @Test
  void nothingStartsWhileStopping() {
    world.tell(new Event.ShutdownRequested());
    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.push("main");
    world.pass();

    assertThat(world.commands).noneMatch(command -> command instanceof Command.BeginOperation);
  }
}
