package dev.kilter.render.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();
  private final List<String> order = new ArrayList<>();
  private final AtomicInteger entered = new AtomicInteger();

  @Test
  void letsAnotherApplicationGoBeforeOneThatRunsAlready() throws Exception {
    Semaphore going = new Semaphore(0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      all.add(threads.submit(() -> work("large", going)));
      all.add(threads.submit(() -> work("large", going)));
      Awaitility.await().until(() -> entered.get() == 2);
      for (String who : List.of("large", "large", "small")) {
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread =
            Thread.ofVirtual()
                .start(() -> {
                  begun.countDown();
                  work(who, going);
                });
        begun.await();
        Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
        all.add(
            threads.submit(() -> {
              thread.join();
              return null;
            }));
      }
      going.release(5);
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(order).hasSize(5);
    assertThat(order.get(2)).isEqualTo("small");
  }

  private Void work(String who, Semaphore going) {
    return turns.take(
        who,
        2,
        () -> {
          synchronized (order) {
            order.add(who);
          }
          entered.incrementAndGet();
          going.acquireUninterruptibly();
          return null;
        });
  }

  @Test
  void givesTheTurnBackWhenTheWorkFails() {
    for (int i = 0; i < 3; i++) {
      try {
        turns.take(
            "a",
            1,
            () -> {
              throw new IllegalStateException("no luck");
            });
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("no luck");
      }
    }
    assertThat(turns.<String>take("b", 1, () -> "done")).isEqualTo("done");
  }
}
