package dev.kilter.app.runtime;

import dev.kilter.control.message.Event;
import dev.kilter.control.message.TimerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The loop's alarms, on one thread. Set and cancelled by the loop's thread alone. */
final class Timers implements AutoCloseable {
  private final InstantSource clock;
  private final Consumer<Event> events;
  private final Map<TimerId, Future<?>> running = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("kilter-timers").factory());

  Timers(InstantSource clock, Consumer<Event> events) {
    this.clock = clock;
    this.events = events;
  }

  void set(TimerId timer, Instant at) {
    cancel(timer);
    long millis = Math.max(0, Duration.between(clock.instant(), at).toMillis()) + 1;
    running.put(
        timer,
        thread.schedule(
            () -> events.accept(new Event.TimerFired(timer)), millis, TimeUnit.MILLISECONDS));
  }

  void cancel(TimerId timer) {
    Future<?> before = running.remove(timer);
    if (before != null) {
      before.cancel(false);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
