package dev.kilter.model.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock for deadlines within a process: it starts at what the wall clock shows, and goes on by
 * itself, whatever the wall clock is set to.
 */
public final class SteadyClock implements InstantSource {
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Instant start;
  private final long first;

  /** Goes on by {@code nanos}, such as {@code System::nanoTime}. */
  public SteadyClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    start = wall.instant();
    first = nanos.getAsLong();
  }

  /** The machine's. */
  public static SteadyClock system() {
    return new SteadyClock(InstantSource.system(), System::nanoTime);
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.getAsLong() - first);
  }

  public Moment now() {
    return new Moment(instant(), wall.instant());
  }
}
