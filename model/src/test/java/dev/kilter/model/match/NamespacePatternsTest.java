package dev.kilter.model.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespacePatternsTest {
  @ParameterizedTest
  @CsvSource({
    "team-*, team-a, true",
    "team-*, a-team, false",
    "'{a,b}', b, true",
    "/^team-[0-9]+$/, team-12, true",
    "/^team-[0-9]+$/, team-x, false",
    "/eam/, team, true",
    "/(/, (, false",
    "/, x, false",
  })
  void matchesAsArgoCdDoes(String pattern, String namespace, boolean expected) {
    assertThat(NamespacePatterns.anyMatches(List.of("other", pattern), namespace))
        .isEqualTo(expected);
  }
}
