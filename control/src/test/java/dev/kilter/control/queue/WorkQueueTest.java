package dev.kilter.control.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theMoreUrgentGoesFirstAndEqualsByArrival() {
    WorkQueue<String> queue = new WorkQueue<>(10, 10);
    queue.offer("resync", Priority.RESYNC, "a", NOW);
    queue.offer("first push", Priority.PUSH, "a", NOW);
    queue.offer("second push", Priority.PUSH, "a", NOW);
    queue.offer("user", Priority.USER, "a", NOW);

    assertThat(queue.take()).containsExactly("user", "first push", "second push", "resync");
  }

  @Test
  void aKeyStandsInTheQueueOnceAtItsHighestPriority() {
    WorkQueue<String> queue = new WorkQueue<>(10, 10);
    queue.offer("web", Priority.RESYNC, "a", NOW);
    queue.offer("api", Priority.PUSH, "a", NOW);
    queue.offer("web", Priority.USER, "a", NOW);
    queue.offer("web", Priority.RESYNC, "a", NOW);

    assertThat(queue.take()).containsExactly("web", "api");
  }

  @Test
  void waitingLongBeatsUrgency() {
    WorkQueue<String> queue = new WorkQueue<>(1, 1);
    queue.offer("old", Priority.RESYNC, "a", NOW);
    queue.offer("new", Priority.USER, "a", NOW.plusSeconds(31));

    assertThat(queue.take()).containsExactly("old");
  }

  @Test
  void oneGroupLeavesRoomForOthers() {
    WorkQueue<String> queue = new WorkQueue<>(3, 2);
    queue.offer("a1", Priority.USER, "a", NOW);
    queue.offer("a2", Priority.USER, "a", NOW);
    queue.offer("a3", Priority.USER, "a", NOW);
    assertThat(queue.take()).containsExactly("a1", "a2");

    queue.offer("b1", Priority.RESYNC, "b", NOW);
    assertThat(queue.take()).containsExactly("b1");
    queue.done("b1");
    assertThat(queue.take()).isEmpty();
    queue.done("a1");
    assertThat(queue.take()).containsExactly("a3");
  }

  @Test
  void aKeyThatRunsIsNotStartedTwice() {
    WorkQueue<String> queue = new WorkQueue<>(2, 2);
    queue.offer("web", Priority.USER, "a", NOW);
    assertThat(queue.take()).containsExactly("web");
    queue.offer("web", Priority.USER, "a", NOW);
    assertThat(queue.take()).isEmpty();
    queue.done("web");
    assertThat(queue.take()).containsExactly("web");
  }
}
