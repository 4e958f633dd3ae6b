package dev.kilter.cluster.cache;

import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns on one virtual thread, each request and stream on one of its own. */
public final class CacheThreads implements CacheRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(CacheThreads.class);
  private static final int BACKLOG = 8_192;
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
  private static final Duration WRITE_PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final KubernetesApi api;
  private final InstantSource clock;
  private final BlockingDeque<Runnable> queue = new LinkedBlockingDeque<>(BACKLOG);
  private volatile @Nullable Thread loop;
  private volatile boolean closed;

  /** {@code name} is the cluster's, for threads and the log. */
  public CacheThreads(String name, KubernetesApi api, InstantSource clock) {
    this.name = name;
    this.api = api;
    this.clock = clock;
  }

  @Override
  public void start(Alarm alarm) {
    loop = Thread.ofVirtual().name("cache " + name).start(() -> run(alarm));
  }

  private void run(Alarm alarm) {
    try {
      while (!closed) {
        Runnable event = queue.pollFirst();
        if (event == null) {
          event = awaited(alarm);
        }
        if (event == null) {
          alarm.ring();
        } else {
          event.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next event; null where the alarm rings before there is one. */
  private @Nullable Runnable awaited(Alarm alarm) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), alarm.wakeAt());
    Duration sleep = left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
    return queue.pollFirst(Math.max(0, sleep.toMillis()), TimeUnit.MILLISECONDS);
  }

  @Override
  public void turn(Runnable event) {
    try {
      while (!closed && !queue.offerLast(event, 1, TimeUnit.SECONDS)) {
        LOG.debug("the cache of {} is behind", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void urgentTurn(Runnable event) {
    CountDownLatch done = new CountDownLatch(1);
    Runnable told =
        () -> {
          try {
            event.run();
          } finally {
            done.countDown();
          }
        };
    if (closed || !queue.offerFirst(told)) {
      turn(event);
      return;
    }
    try {
      done.await(WRITE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void request(Runnable request) {
    Thread.startVirtualThread(request);
  }

  @Override
  public void open(StreamAttempt stream) {
    Thread.ofVirtual().name("stream " + stream).start(() -> follow(stream));
  }

  private void follow(StreamAttempt stream) {
    try {
      stream.ended(api.follow(stream.request(), stream::line, stream.cancellation()));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      stream.broke(e); // whatever it was: a stream of which nobody hears is never reopened
    }
  }

  @Override
  public double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }

  @Override
  public void close() {
    closed = true;
    Thread running = loop;
    if (running != null) {
      running.interrupt();
    }
  }
}
