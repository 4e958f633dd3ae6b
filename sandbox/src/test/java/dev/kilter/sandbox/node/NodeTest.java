package dev.kilter.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeTest {
  @Test
  void writesAllSixDigitsOfAMicroTime() {
    assertThat(Node.microTime(Instant.parse("2026-11-22T23:23:09.578Z")))
        .isEqualTo("2026-11-22T23:23:09.578000Z");
    assertThat(Node.microTime(Instant.parse("2026-11-22T23:23:09Z")))
        .isEqualTo("2026-11-22T23:23:09.000000Z");
  }
}
