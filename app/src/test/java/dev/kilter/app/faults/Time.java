package dev.kilter.app.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The world's time, which only goes forward, and the wall clock of Kilter's machine beside it. */
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

  /** The clock of the machine is set. */
  void jump(Duration by) {
    skew = skew.plus(by);
  }

  /** What the machine's clock says. */
  @Override
  public Instant instant() {
    return now.plus(skew);
  }

  /** When the machine's clock will say so, if nobody sets it. */
  Instant when(Instant wall) {
    return wall.equals(Instant.MAX) || wall.equals(Instant.MIN) ? wall : wall.minus(skew);
  }
}
