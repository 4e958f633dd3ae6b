package dev.kilter.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoDurationTest {
  @Test
  void readsGosSyntax() {
    assertThat(GoDuration.parse("5s")).contains(Duration.ofSeconds(5));
    assertThat(GoDuration.parse("1h30m")).contains(Duration.ofMinutes(90));
    assertThat(GoDuration.parse("1.5h")).contains(Duration.ofMinutes(90));
    assertThat(GoDuration.parse("100ms2us")).contains(Duration.ofNanos(100_002_000));
    assertThat(GoDuration.parse("-2m")).contains(Duration.ofMinutes(-2));
    assertThat(GoDuration.parse("90")).contains(Duration.ofSeconds(90));
  }

  @Test
  void refusesWhatGoRefuses() {
    for (String text : new String[] {"", "s", "5 s", "soon", "5x", "1d", "999999999h", "1.2.3s"}) {
      assertThat(GoDuration.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void refusesWhatWouldTakeAStackOrAnHour() {
    for (String part : new String[] {"1h", "1", "1.", ".1s"}) {
      assertThat(GoDuration.parse(part.repeat(200_000))).as(part).isEmpty();
    }
  }

  @Test
  void readsBackWhatItPrints() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong(Long.MAX_VALUE) >> random.nextInt(60));
      assertThat(GoDuration.parse(GoDuration.text(duration))).contains(duration);
    }
  }
}
