package dev.kilter.cluster.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * When to discover again: soon after a CRD or APIService changed, and twice more later, since the
 * server serves a new kind only a while after its CRD says so; with back-off while it fails.
 */
final class DiscoveryPlan {
  private static final Duration DEBOUNCE = Duration.ofMillis(300);
  private static final Duration[] AGAIN = {Duration.ofSeconds(2), Duration.ofSeconds(10)};
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
  private static final int LAST_DOUBLING = 6;

  private Instant at = Instant.MAX;
  private int followUps = AGAIN.length;
  private int failures;
  private boolean running;

  Instant at() {
    return running ? Instant.MAX : at;
  }

  /** At once. */
  void begin(Instant now) {
    at = now;
  }

  void soon(Instant now) {
    Instant debounced = now.plus(DEBOUNCE);
    at = at.isBefore(debounced) ? at : debounced;
    followUps = 0;
  }

  void changed(Held object, Instant now) {
    boolean kinds =
        object.kind.kind().equals("CustomResourceDefinition")
            || object.kind.kind().equals("APIService");
    if (kinds) {
      soon(now);
    }
  }

  boolean take(Instant now) {
    if (running || at.isAfter(now)) {
      return false;
    }
    running = true;
    at = Instant.MAX;
    return true;
  }

  void succeeded(Instant now) {
    running = false;
    failures = 0;
    if (followUps < AGAIN.length && at.equals(Instant.MAX)) {
      at = now.plus(AGAIN[followUps]);
      followUps++;
    }
  }

  void failed(Instant now, double jitter) {
    running = false;
    failures++;
    long millis = 500L << Math.min(failures - 1, LAST_DOUBLING);
    long capped = Math.min(millis, LONGEST_BACKOFF.toMillis());
    at = now.plusMillis((long) (capped * (0.5 + jitter)));
  }
}
