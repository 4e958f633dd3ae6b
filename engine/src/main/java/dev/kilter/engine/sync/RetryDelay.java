package dev.kilter.engine.sync;

import dev.kilter.model.application.RetryPolicy;
import java.time.Duration;

/** Exponential back-off, saturating where the numbers grow beyond any use. */
final class RetryDelay {
  private static final Duration LONGEST = Duration.ofDays(365);

  private RetryDelay() {}

  /** {@code duration × factor^count}, at most {@code maxDuration} where that is above zero. */
  static Duration of(RetryPolicy policy, long count) {
    Duration cap =
        policy.maxDuration().filter(max -> max.compareTo(Duration.ZERO) > 0).orElse(LONGEST);
    return grown(policy.duration(), policy.factor(), count, cap);
  }

  static Duration grown(Duration start, long factor, long count, Duration cap) {
    double millis = start.toMillis() * Math.pow((double) factor, (double) count);
    return millis < cap.toMillis() ? Duration.ofMillis((long) millis) : cap;
  }
}
