package dev.kilter.cluster.cache;

import java.time.Instant;

/**
 * What one cache runs on: turns for its events, requests, streams and chance. The cache itself
 * knows no thread and does not wait.
 */
public interface CacheRuntime {
  /** From now on the alarm rings whenever its time has come, in a turn of its own. */
  void start(Alarm alarm);

  /** Gives the event its turn, after those that wait. */
  void turn(Runnable event);

  /** Gives it its turn before those that wait, and comes back when it has had it or will not. */
  void urgentTurn(Runnable event);

  /** Makes a request, which asks for a turn when it is answered. */
  void request(Runnable request);

  /** Opens the stream and tells it what comes, until it ends or is cancelled. */
  void open(StreamAttempt stream);

  /** A random number in [0, 1). */
  double chance();

  void close();

  /** When the cache wishes to be woken, and what is to be done then. */
  interface Alarm {
    Instant wakeAt();

    void ring();
  }
}
