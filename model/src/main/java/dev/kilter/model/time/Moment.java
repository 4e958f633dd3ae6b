package dev.kilter.model.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment by both clocks. By the steady one, which nobody sets, one waits within a process; the
 * wall's is shown and stored, and may be an hour earlier in a moment. Comparisons with a plain
 * instant are by the steady clock.
 */
public record Moment(Instant steady, Instant wall) {
  /** Both clocks agree. */
  public static Moment at(Instant time) {
    return new Moment(time, time);
  }

  public boolean isBefore(Instant other) {
    return steady.isBefore(other);
  }

  public Instant plus(Duration duration) {
    return steady.plus(duration);
  }

  public Instant minus(Duration duration) {
    return steady.minus(duration);
  }

  /** When the wall clock shows this, by the steady clock and if nobody sets it. */
  public Instant when(Instant shown) {
    return steady.plus(Duration.between(wall, shown));
  }

  /** What the wall clock shows at a time of the steady one. */
  public Instant shown(Instant other) {
    return wall.plus(Duration.between(steady, other));
  }

  /**
   * When a pause is over that began at a stored time. Where that lies ahead the clock was set back
   * since, nobody knows by how much, and no more is waited for.
   */
  public Instant after(Instant stored, Duration pause) {
    return stored.isAfter(wall) ? steady : when(stored.plus(pause));
  }

  /** When a limit is reached that counts from a stored time; one that lies ahead counts as now. */
  public Instant limit(Instant stored, Duration most) {
    return stored.isAfter(wall) ? plus(most) : when(stored.plus(most));
  }
}
