package dev.kilter.cluster.apply;

import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Sends requests within the limit, first come first served, and again where the server said 429.
 * Each that waits is woken on its own: thousands wait in a burst, and waking all of them at every
 * answer costs more than the requests do.
 */
public final class LimitedApi implements KubernetesApi {
  private static final int ATTEMPTS = 6;
  private static final int TOO_MANY = 429;

  private final KubernetesApi api;
  private final InstantSource clock;
  private final AimdLimit limit = new AimdLimit();
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Turn> line = new ArrayDeque<>();
  private int inFlight;

  /** A request's place in the line. */
  private static final class Turn {
    private final Condition called;

    Turn(Condition called) {
      this.called = called;
    }
  }

  public LimitedApi(KubernetesApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  public ApplyLoad load() {
    lock.lock();
    try {
      return new ApplyLoad(inFlight, line.size(), limit.limit());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String server() {
    return api.server();
  }

  /** Streams are not limited: they last. */
  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    return api.follow(request, lines, cancellation);
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    ApiResponse response = once(request);
    for (int attempt = 1; attempt < ATTEMPTS && response.status() == TOO_MANY; attempt++) {
      response = once(request);
    }
    return response;
  }

  private ApiResponse once(ApiRequest request) throws IOException {
    enter();
    Instant sent = clock.instant();
    try {
      ApiResponse response = api.send(request);
      learn(response, sent);
      return response;
    } finally {
      leave();
    }
  }

  private void learn(ApiResponse response, Instant sent) {
    Instant now = clock.instant();
    lock.lock();
    try {
      if (response.status() == TOO_MANY) {
        limit.refused(response.retryAfter().orElse(0), now);
      } else {
        limit.answered(Duration.between(sent, now), now);
      }
    } finally {
      lock.unlock();
    }
  }

  private void enter() throws IOException {
    lock.lock();
    Turn turn = new Turn(lock.newCondition());
    line.addLast(turn);
    try {
      while (!admitted(turn)) {
        long _ = turn.called.awaitNanos(patience(turn));
      }
      inFlight++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to send");
    } finally {
      line.remove(turn);
      callFirst();
      lock.unlock();
    }
  }

  private boolean admitted(Turn turn) {
    return turn == line.peekFirst() && inFlight < limit.limit() && pause().isZero();
  }

  /** Only the first in line has to notice by itself that a pause is over; the others are called. */
  private long patience(Turn turn) {
    Duration pause = pause();
    return turn == line.peekFirst() && pause.isPositive() ? pause.toNanos() : Long.MAX_VALUE;
  }

  private Duration pause() {
    Instant until = limit.pausedUntil();
    Instant now = clock.instant();
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  private void leave() {
    lock.lock();
    try {
      inFlight--;
      callFirst();
    } finally {
      lock.unlock();
    }
  }

  private void callFirst() {
    Turn first = line.peekFirst();
    if (first != null) {
      first.called.signal();
    }
  }
}
