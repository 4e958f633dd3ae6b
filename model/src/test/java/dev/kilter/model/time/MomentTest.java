package dev.kilter.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MomentTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Moment setBack = new Moment(START, START.minus(HOUR));

  @Test
  void theSteadyClockGoesOnWhateverTheWallClockShows() {
    AtomicReference<Instant> wall = new AtomicReference<>(START);
    AtomicLong nanos = new AtomicLong(-7);
    SteadyClock clock = new SteadyClock(wall::get, nanos::get);
    wall.set(START.minus(HOUR));
    nanos.addAndGet(MINUTE.toNanos());

    assertThat(clock.now()).isEqualTo(new Moment(START.plus(MINUTE), START.minus(HOUR)));
  }

  @Test
  void shownTimesAndTimesToWaitForAreToldApart() {
    assertThat(setBack.shown(START.plus(MINUTE))).isEqualTo(START.minus(HOUR).plus(MINUTE));
    assertThat(setBack.when(START)).isEqualTo(START.plus(HOUR));
  }

  @Test
  void aPauseIsOverAfterItsTimeAndAtOnceWhereItBeganInTheFuture() {
    Instant minuteAgo = setBack.wall().minus(MINUTE);
    assertThat(setBack.after(minuteAgo, HOUR)).isEqualTo(START.minus(MINUTE).plus(HOUR));
    assertThat(setBack.after(START, HOUR)).isEqualTo(START);
  }

  @Test
  void aLimitCountsFromNowWhereItBeganInTheFuture() {
    Instant minuteAgo = setBack.wall().minus(MINUTE);
    assertThat(setBack.limit(minuteAgo, HOUR)).isEqualTo(START.minus(MINUTE).plus(HOUR));
    assertThat(setBack.limit(START, HOUR)).isEqualTo(START.plus(HOUR));
  }
}
