package dev.kilter.control.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** The rules as one reads them, over all that waits; dear, and so only here. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void startsWhatALookOverEverythingWouldStart(long seed) {
    Random random = new Random(seed);
    WorkQueue<Integer> queue = new WorkQueue<>(4, 2);
    List<Priority> priorities = List.of(Priority.values());
    Map<Integer, Wanted> waiting = new LinkedHashMap<>();
    Map<Integer, String> running = new LinkedHashMap<>();
    Instant now = NOW;
    for (int i = 0; i < 2_000; i++) {
      now = now.plusMillis(random.nextInt(3_000));
      int key = random.nextInt(30);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          Priority priority = priorities.get(random.nextInt(priorities.size()));
          String group = "g" + random.nextInt(4);
          queue.offer(key, priority, group, now);
          Wanted before = waiting.get(key);
          if (before != null && before.priority().compareTo(priority) <= 0) {
            waiting.put(key, new Wanted(before.priority(), group, before.since(), before.order()));
          } else {
            waiting.put(key, new Wanted(priority, group, before == null ? now : before.since(), i));
          }
        }
        case 2 -> {
          queue.done(key);
          running.remove(key);
        }
        default -> {
          queue.cancel(key);
          waiting.remove(key);
        }
      }
      assertThat(queue.take()).as("step %d", i).isEqualTo(taken(waiting, running));
      assertThat(queue.depth()).isEqualTo(waiting.size());
    }
  }

  private record Wanted(Priority priority, String group, Instant since, int order) {}

  private static List<Integer> taken(Map<Integer, Wanted> waiting, Map<Integer, String> running) {
    List<Integer> taken = new ArrayList<>();
    while (running.size() < 4) {
      Optional<Integer> best = Optional.empty();
      for (Priority priority : Priority.values()) {
        Optional<Integer> head =
            waiting.entrySet().stream()
                .filter(entry -> entry.getValue().priority() == priority)
                .filter(entry -> !running.containsKey(entry.getKey()))
                .filter(
                    entry -> Collections.frequency(running.values(), entry.getValue().group()) < 2)
                .min(
                    Comparator.comparing(
                            (Map.Entry<Integer, Wanted> entry) -> entry.getValue().since())
                        .thenComparingInt(entry -> entry.getValue().order()))
                .map(Map.Entry::getKey);
        if (head.isPresent()
            && (best.isEmpty() || turn(waiting, head.get()).isBefore(turn(waiting, best.get())))) {
          best = head;
        }
      }
      if (best.isEmpty()) {
        break;
      }
      taken.add(best.get());
      running.put(best.get(), Objects.requireNonNull(waiting.remove(best.get())).group());
    }
    return taken;
  }

  private static Instant turn(Map<Integer, Wanted> waiting, int key) {
    Wanted wanted = Objects.requireNonNull(waiting.get(key));
    return wanted.since().minus(wanted.priority().headStart());
  }
}
