package dev.kilter.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://GitHub.com/Acme/shop.git, https://github.com/acme/shop",
    "git@github.com:acme/shop.git, git@github.com/acme/shop",
    "ssh://git@github.com:22/acme/shop, git@github.com:22/acme/shop",
    "'  https://h/p ', https://h/p",
    "'', ''",
  })
  void normalisesAsArgoCdDoes(String url, String normal) {
    assertThat(GitUrl.normalized(url)).isEqualTo(normal);
  }

  @Test
  void twoThatSayNothingAreNotTheSame() {
    assertThat(GitUrl.same("", "")).isFalse();
    assertThat(GitUrl.same("git@h:p.git", "ssh://git@h/p")).isTrue();
  }
}
