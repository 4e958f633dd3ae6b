package dev.kilter.cluster.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends streams whose peer has vanished without a word; one thread for all of them. */
final class SilenceWatch {
  private static final long GRAIN_MILLIS = 250;

  private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile boolean closed;

  /** Watches over a stream until the guard is closed. */
  Guard guard(Optional<Duration> patience, Runnable end) {
    Guard guard = new Guard(patience.map(Duration::toNanos).orElse(Long.MAX_VALUE), end);
    if (patience.isPresent()) {
      guards.add(guard);
      if (!watching.getAndSet(true)) {
        Thread.ofVirtual().name("silence-watch").start(this::run);
      }
    }
    return guard;
  }

  private void run() {
    try {
      while (!closed) {
        Thread.sleep(GRAIN_MILLIS);
        guards.forEach(Guard::check);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    closed = true;
  }

  /** One stream under watch. */
  final class Guard implements AutoCloseable {
    private final long limit;
    private final Runnable end;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean expired;

    private Guard(long limit, Runnable end) {
      this.limit = limit;
      this.end = end;
    }

    void heard() {
      heardAt = System.nanoTime();
    }

    boolean expired() {
      return expired;
    }

    private void check() {
      if (System.nanoTime() - heardAt > limit) {
        expired = true;
        guards.remove(this);
        end.run();
      }
    }

    @Override
    public void close() {
      guards.remove(this);
    }
  }
}
