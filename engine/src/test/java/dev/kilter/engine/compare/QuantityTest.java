package dev.kilter.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "1000m, 1, true",
    "1Gi, 1024Mi, true",
    "1Gi, 1073741824, true",
    "1G, 1000M, true",
    "1G, 1Gi, false",
    "0.1, 100m, true",
    "1e3, 1k, true",
    "1E, 1000P, true",
    "12e6, 12M, true",
    "0, 0Gi, true",
    "-5, -5000m, true",
    "500u, 0.5m, true",
    "x, x, false",
    "1e999999999, 1, false",
    "'', '', false",
  })
  void comparesByValue(String one, String other, boolean same) {
    assertThat(Quantity.same(one, other)).isEqualTo(same);
    assertThat(Quantity.same(other, one)).isEqualTo(same);
  }
}
