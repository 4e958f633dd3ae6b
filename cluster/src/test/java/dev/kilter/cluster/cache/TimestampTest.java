package dev.kilter.cluster.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
  @Test
  void readsWhatTheFormatterReads() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_799L));
      assertThat(Timestamp.instant(time.toString())).isEqualTo(time);
    }
  }

  @Test
  void readsFractionsToo() {
    assertThat(Timestamp.instant("2026-01-02T03:04:05.123456Z"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "2026-13-02T03:04:05Z", "2026-02-30T03:04:05Z", "2026-01-02T25:04:05Z"})
  void takesTheEpochForWhatIsNoTime(String text) {
    assertThat(Timestamp.instant(text)).isEqualTo(Instant.EPOCH);
  }
}
