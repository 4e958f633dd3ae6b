package dev.kilter.cluster.apply;

import java.time.Duration;
import java.time.Instant;

/**
 * How many requests may be in flight: one more a round while all goes well, half after a 429, a
 * tenth less when answers take several times as long as they can (performance page, lever 15).
 * Deterministic; the caller brings the time and does the waiting.
 */
final class AimdLimit {
  private static final double START = 16;
  private static final double LEAST = 1;
  private static final double MOST = 32;
  private static final double SLOW = 4;
  private static final double BASELINE_DRIFT = 0.002;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private double limit = START;
  private double fastestMillis = Double.MAX_VALUE;
  private Instant pausedUntil = Instant.MIN;
  private Instant loweredAt = Instant.MIN;

  int limit() {
    return (int) limit;
  }

  /** Until when nothing at all should be sent. */
  Instant pausedUntil() {
    return pausedUntil;
  }

  void answered(Duration latency, Instant now) {
    double millis = Math.max(1, latency.toMillis());
    fastestMillis = Math.min(millis, fastestMillis * (1 + BASELINE_DRIFT));
    if (millis > SLOW * fastestMillis && millis > 50) {
      lower(0.9, latency, now);
    } else {
      limit = Math.min(MOST, limit + 1 / limit);
    }
  }

  /** The server asked to be left alone for a while. */
  void refused(int retryAfterSeconds, Instant now) {
    Instant until = now.plus(retryAfterSeconds > 0 ? Duration.ofSeconds(retryAfterSeconds) : PAUSE);
    pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    lower(0.5, PAUSE, now);
  }

  /** Once a round trip: the answers of one burst are one piece of news. */
  private void lower(double factor, Duration round, Instant now) {
    if (loweredAt.plus(round).isBefore(now)) {
      limit = Math.max(LEAST, limit * factor);
      loweredAt = now;
    }
  }
}
