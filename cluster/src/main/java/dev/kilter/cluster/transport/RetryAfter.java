package dev.kilter.cluster.transport;

import java.util.Optional;

/** The Retry-After header; API servers send seconds, so dates are not read. */
final class RetryAfter {
  private RetryAfter() {}

  static Optional<Integer> seconds(String header) {
    try {
      return Optional.of(Integer.parseInt(header.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
