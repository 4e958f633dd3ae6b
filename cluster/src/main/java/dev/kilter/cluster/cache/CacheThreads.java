package dev.kilter.cluster.cache;

import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An event has its turn on the thread that brings it, one at a time; nobody has to be woken for it.
 * The alarm, each request and each stream have a virtual thread of their own.
 */
public final class CacheThreads implements CacheRuntime {
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private final String name;
  private final KubernetesApi api;
  private final InstantSource clock;
  private final ReentrantLock turns = new ReentrantLock();
  private final Condition sooner = turns.newCondition();
  private @Nullable Alarm alarm;
  private Instant sleepsUntil = Instant.MIN;
  private volatile @Nullable Thread timekeeper;
  private volatile boolean closed;

  /** {@code name} is the cluster's, for threads. */
  public CacheThreads(String name, KubernetesApi api, InstantSource clock) {
    this.name = name;
    this.api = api;
    this.clock = clock;
  }

  @Override
  public void start(Alarm rings) {
    turns.lock();
    try {
      alarm = rings;
    } finally {
      turns.unlock();
    }
    timekeeper = Thread.ofVirtual().name("cache " + name).start(() -> keepTime(rings));
  }

  private void keepTime(Alarm rings) {
    turns.lock();
    try {
      while (!closed) {
        Instant wakeAt = rings.wakeAt();
        Duration left = Duration.between(clock.instant(), wakeAt);
        if (left.isPositive()) {
          sleepsUntil = wakeAt;
          Duration most = left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
          long _ = sooner.awaitNanos(most.toNanos());
        } else {
          rings.ring();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      turns.unlock();
    }
  }

  @Override
  public void turn(Runnable event) {
    turns.lock();
    try {
      if (!closed) {
        event.run();
        if (alarm != null && alarm.wakeAt().isBefore(sleepsUntil)) {
          sooner.signal();
        }
      }
    } finally {
      turns.unlock();
    }
  }

  /** Those that wait have one event each, and few of them. */
  @Override
  public void urgentTurn(Runnable event) {
    turn(event);
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
      stream.ended(api.followBytes(stream.request(), stream::line, stream.cancellation()));
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
    Thread running = timekeeper;
    if (running != null) {
      running.interrupt();
    }
  }
}
