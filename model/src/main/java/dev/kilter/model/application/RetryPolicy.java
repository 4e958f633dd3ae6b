package dev.kilter.model.application;

import java.time.Duration;
import java.util.Optional;

/**
 * How often and how fast a failed sync is tried again; a negative limit means for ever. {@code
 * maxDuration} empty means no cap. With {@code refresh} a retry resolves the revision again.
 */
public record RetryPolicy(
    long limit, Duration duration, long factor, Optional<Duration> maxDuration, boolean refresh) {

  public static final Duration DEFAULT_DURATION = Duration.ofSeconds(5);
  public static final long DEFAULT_FACTOR = 2;
  public static final Duration DEFAULT_MAX_DURATION = Duration.ofMinutes(3);

  /** No retry at all: what a manual sync has that says nothing. */
  public static final RetryPolicy NONE = ofLimit(0);

  /** Argo CD's for automated syncs whose spec says nothing. */
  public static final RetryPolicy AUTOMATED_DEFAULT = ofLimit(5);

  public static RetryPolicy ofLimit(long limit) {
    return new RetryPolicy(
        limit, DEFAULT_DURATION, DEFAULT_FACTOR, Optional.of(DEFAULT_MAX_DURATION), false);
  }
}
