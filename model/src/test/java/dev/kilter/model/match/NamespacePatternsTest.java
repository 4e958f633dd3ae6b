package dev.kilter.model.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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
    "'/^[a-z]{1,63}-[0-9]{1,63}$/', team-12, true",
    "/(/, (, false",
    "/, x, false",
  })
  void matchesAsArgoCdDoes(String pattern, String namespace, boolean expected) {
    assertThat(NamespacePatterns.anyMatches(List.of("other", pattern), namespace))
        .isEqualTo(expected);
  }

  /** With an expression that may go back this takes longer than anybody lives. */
  @Test
  void anExpressionThatExplodesElsewhereIsAsQuickAsAnyOther() {
    String namespace = "a".repeat(62) + "b";
    for (String pattern : List.of("/^(a+)+$/", "/^(a|a)*$/", "/^(((a*)*)*)*$/")) {
      assertThat(NamespacePatterns.anyMatches(List.of(pattern), namespace)).isFalse();
      assertThat(NamespacePatterns.anyMatches(List.of(pattern), "aaa")).isTrue();
    }
  }

  @Test
  void anExpressionThatNobodyWritesMatchesNothing() {
    for (String part : List.of("(", "(a*)*", "a{1000}", "[", "(?:")) {
      String pattern = "/" + part.repeat(100_000) + "/";
      assertThat(NamespacePatterns.anyMatches(List.of(pattern), "a")).as(part).isFalse();
    }
    for (String pattern :
        List.of("/((a{1000}){1000}){1000}/", "/((a{0,999}){7,}){99,}/", "/(a)\\1/", "/(?=a)/")) {
      assertThat(NamespacePatterns.anyMatches(List.of(pattern), "aa")).as(pattern).isFalse();
    }
  }
}
