package dev.kilter.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryAfterTest {
  @Test
  void readsSecondsAndWaitsNoLongerThanAMinute() {
    assertThat(RetryAfter.seconds(" 7 ")).contains(7);
    assertThat(RetryAfter.seconds("86400")).contains(60);
    assertThat(RetryAfter.seconds("99999999999")).contains(60);
    assertThat(RetryAfter.seconds("-5")).contains(0);
    assertThat(RetryAfter.seconds("Wed, 21 Oct 2026 07:28:00 GMT")).isEmpty();
  }
}
