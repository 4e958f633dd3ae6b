package dev.kilter.app.faults;

import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The world's time, which only goes forward, as the steady clock of Kilter's machine does, and the
 * machine's wall clock beside it, which jumps.
 */
final class Time implements InstantSource {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private Duration skew = Duration.ZERO;

  Instant now() {
    return now;
  }

  Duration elapsed() {
    return Duration.between(START, now);
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  void reach(Instant then) {
    now = then.isAfter(now) ? then : now;
  }

  /** By both clocks of the machine. */
  Moment moment() {
    return new Moment(now, instant());
  }

  /** The wall clock of the machine is set. */
  void jump(Duration by) {
    skew = skew.plus(by);
  }

  /** What the machine's wall clock says. */
  @Override
  public Instant instant() {
    return now.plus(skew);
  }
}
