package dev.kilter.server.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A bucket of permits that refills steadily. */
public final class RateLimit {
  private final InstantSource clock;
  private final double perSecond;
  private final double burst;
  private double permits;
  private Instant filled;

  public RateLimit(InstantSource clock, double perSecond, double burst) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.burst = burst;
    this.permits = burst;
    this.filled = clock.instant();
  }

  /** Takes a permit, if there is one. */
  public synchronized boolean permits() {
    Instant now = clock.instant();
    double elapsed = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
    permits = Math.min(burst, permits + elapsed * perSecond);
    filled = now;
    if (permits < 1) {
      return false;
    }
    permits -= 1;
    return true;
  }
}
