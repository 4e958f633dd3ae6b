package dev.kilter.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello      | hello     | true",
        "hell*      | hello     | true",
        "e*         | hello     | false",
        "*          | a/b/c     | true",
        "''         | ''        | true",
        "h?llo      | hello     | true",
        "[a-f]*     | banana    | true",
        "[!a-f]*    | banana    | false",
        "{a,b{c,d}} | bd        | true",
        "{a,b{c,d}} | be        | false",
        "a\\*       | a*        | true",
        "a\\*       | ab        | false",
        "[unclosed  | u         | false",
        "{unclosed  | u         | false",
      })
  void matchesAsArgoCdDoes(String pattern, String text, boolean expected) {
    assertThat(Glob.matches(pattern, text)).isEqualTo(expected);
  }

  @Test
  void aHostilePatternEnds() {
    assertThat(Glob.matches("*?".repeat(40) + "x", "a".repeat(60))).isFalse();
  }

  @Test
  void aSingleStarStopsAtTheSeparator() {
    assertThat(Glob.matches("a/*", "a/b/c", '/')).isFalse();
    assertThat(Glob.matches("a/**", "a/b/c", '/')).isTrue();
    assertThat(Glob.matches("a?b", "a/b", '/')).isFalse();
  }
}
