package dev.kilter.server.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts what was tried, by key, in windows of time. The table has a fixed size and no key is ever
 * pushed out of it; two keys may share a place, but nobody can tell which.
 */
final class Strikes {
  private static final int PLACES = 1 << 16;
  private static final int SEED_BYTES = 32;

  private final int limit;
  private final Duration window;
  private final byte[] seed = new byte[SEED_BYTES];
  private final int[] counts = new int[PLACES];
  private final long[] starts = new long[PLACES];

  Strikes(int limit, Duration window, SecureRandom random) {
    this.limit = limit;
    this.window = window;
    random.nextBytes(seed);
  }

  /** One that was counted; the window may be over when it is taken back. */
  record Strike(int place, long start) {}

  /** Counts one, unless there are as many as may be. */
  synchronized Optional<Strike> take(String key, Instant now) {
    int place = place(key);
    if (counts[place] == 0 || left(place, now).isNegative()) {
      starts[place] = now.toEpochMilli();
      counts[place] = 0;
    }
    if (counts[place] >= limit) {
      return Optional.empty();
    }
    counts[place]++;
    return Optional.of(new Strike(place, starts[place]));
  }

  synchronized void takeBack(Strike strike) {
    if (starts[strike.place] == strike.start && counts[strike.place] > 0) {
      counts[strike.place]--;
    }
  }

  synchronized void forget(Strike strike) {
    if (starts[strike.place] == strike.start) {
      counts[strike.place] = 0;
    }
  }

  /** Until the key's window is over. */
  synchronized Duration left(String key, Instant now) {
    Duration left = left(place(key), now);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration left(int place, Instant now) {
    return window.minusMillis(now.toEpochMilli() - starts[place]);
  }

  private int place(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(seed);
      byte[] hash = digest.digest(key.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getInt() & (PLACES - 1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
