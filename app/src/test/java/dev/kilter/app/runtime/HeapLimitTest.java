package dev.kilter.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapLimitTest {
  @Test
  void growsByHalfOfWhatIsLive() {
    assertThat(HeapLimit.limit(100L << 20)).isEqualTo(150L << 20);
  }

  @Test
  void leavesASmallHeapAlone() {
    assertThat(HeapLimit.limit(0)).isEqualTo(48L << 20);
    assertThat(HeapLimit.limit(10L << 20)).isEqualTo(48L << 20);
  }
}
