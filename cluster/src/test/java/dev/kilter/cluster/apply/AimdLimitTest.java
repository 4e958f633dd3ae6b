package dev.kilter.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AimdLimitTest {
  private final AimdLimit limit = new AimdLimit();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private void answered(int times, int millis) {
    for (int i = 0; i < times; i++) {
      now = now.plusMillis(millis);
      limit.answered(Duration.ofMillis(millis), now);
    }
  }

  @Test
  void startsAtSixteenAndGrowsByOneARound() {
    assertThat(limit.limit()).isEqualTo(16);
    answered(17, 10);
    assertThat(limit.limit()).isEqualTo(17);
    answered(2_000, 10);
    assertThat(limit.limit()).isEqualTo(32);
  }

  @Test
  void halvesOnceForABurstOfRefusalsAndPausesAsTold() {
    limit.refused(3, now);
    limit.refused(3, now);
    limit.refused(3, now);
    assertThat(limit.limit()).isEqualTo(8);
    assertThat(limit.pausedUntil()).isEqualTo(now.plusSeconds(3));
  }

  @Test
  void givesWayToLatencyAndComesBack() {
    answered(10, 10);
    answered(30, 200);
    assertThat(limit.limit()).isLessThan(8);
    answered(1_000, 10);
    assertThat(limit.limit()).isEqualTo(32);
  }

  @Test
  void neverStopsAltogether() {
    for (int i = 0; i < 50; i++) {
      now = now.plusSeconds(5);
      limit.refused(0, now);
    }
    assertThat(limit.limit()).isEqualTo(1);
  }
}
