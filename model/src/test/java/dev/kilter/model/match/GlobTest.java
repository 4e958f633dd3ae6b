package dev.kilter.model.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        "*.yaml     | a/b.yaml  | true",
        "**/c       | a/b/c     | true",
        "a?b        | a/b       | true",
        "{,x}a      | a         | true",
        "a,b}       | a,b}      | true",
        "a          | ab        | false",
        "[]a]       | ]         | true",
        "😀?        | 😀😀      | true",
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

  @Test
  void aDoubleStarTakesBackWhatASingleOneCannotHave() {
    assertThat(Glob.matches("**/x*y", "a/xb/xcy", '/')).isTrue();
    assertThat(Glob.matches("*/x*y", "a/xb/xcy", '/')).isFalse();
  }

  @Test
  void knowsABrokenPattern() {
    for (String pattern : List.of("{a", "[a", "a\\", "{a,{b}", "{a,b}".repeat(20))) {
      assertThat(Glob.compile(pattern)).as(pattern).isEmpty();
    }
  }

  @Test
  void bracesInBracesTakeNoStack() {
    assertThat(Glob.matches("{".repeat(100) + "a" + "}".repeat(100), "a")).isTrue();
    for (int depth : List.of(101, 2_000)) {
      assertThat(Glob.compile("{".repeat(depth) + "a" + "}".repeat(depth))).isEmpty();
    }
    assertThat(Glob.compile("{".repeat(4_096))).isEmpty();
  }

  @Test
  void staysQuickWhateverThePattern() {
    assertThat(Glob.matches("*a".repeat(500) + "b", "a".repeat(4_000))).isFalse();
  }

  @Test
  void noPatternIsEveryPatternWhereAListSaysSo() {
    assertThat(Glob.emptyOrAny(List.of(), "any")).isTrue();
    assertThat(Glob.emptyOrAny(List.of("a", "b*"), "bc")).isTrue();
    assertThat(Glob.emptyOrAny(List.of("a", "b*"), "c")).isFalse();
  }
}
