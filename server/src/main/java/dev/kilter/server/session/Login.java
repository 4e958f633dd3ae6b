package dev.kilter.server.session;

import java.time.Duration;

/** What a login came to. */
public sealed interface Login {
  /** {@code token} is the session. Prints without it. */
  record Granted(String token) implements Login {
    @Override
    public String toString() {
      return "Granted";
    }
  }

  record Refused(Reason reason) implements Login {}

  /** The password was not even looked at. */
  record TooMany(Duration retryAfter) implements Login {}

  /** Only {@code WRONG} is told to those who do not know the password. */
  enum Reason {
    WRONG,
    DISABLED,
    NO_LOGIN,
    /** The accounts or the key of sessions cannot be read, or are not there yet. */
    NOT_READY
  }
}
