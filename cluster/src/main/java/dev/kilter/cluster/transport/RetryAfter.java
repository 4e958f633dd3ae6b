package dev.kilter.cluster.transport;

import java.util.Optional;

/**
 * The Retry-After header; API servers send seconds, so dates are not read. Nobody is sent away for
 * longer than a minute: what answers may be anything.
 */
final class RetryAfter {
  private static final long LONGEST = 60;

  private RetryAfter() {}

  static Optional<Integer> seconds(String header) {
    try {
      return Optional.of((int) Math.clamp(Long.parseLong(header.strip()), 0, LONGEST));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
