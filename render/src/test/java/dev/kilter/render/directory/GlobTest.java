package dev.kilter.render.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlobTest {
  private static boolean matches(String pattern, String path) {
    return Glob.compile(pattern).orElseThrow().matches(path);
  }

  @Test
  void matchesAsGobwasWithoutSeparators() {
    assertThat(matches("*.yaml", "a/b/c.yaml")).isTrue();
    assertThat(matches("**/c.yaml", "a/b/c.yaml")).isTrue();
    assertThat(matches("a/*", "a/b/c.yaml")).isTrue();
    assertThat(matches("a?b", "a/b")).isTrue();
    assertThat(matches("{a,b*}.yaml", "bcd.yaml")).isTrue();
    assertThat(matches("{a,{b,c}d}.yaml", "cd.yaml")).isTrue();
    assertThat(matches("{,x}a", "a")).isTrue();
    assertThat(matches("[a-c]1", "b1")).isTrue();
    assertThat(matches("[!a-c]1", "b1")).isFalse();
    assertThat(matches("\\*", "*")).isTrue();
    assertThat(matches("\\*", "a")).isFalse();
    assertThat(matches("a", "ab")).isFalse();
    assertThat(matches("a,b}", "a,b}")).isTrue();
    assertThat(matches("*", "")).isTrue();
    assertThat(matches("😀?", "😀😀")).isTrue();
  }

  @Test
  void knowsABrokenPattern() {
    for (String pattern : List.of("{a", "[a", "a\\", "{a,{b}", "{a,b}".repeat(20))) {
      assertThat(Glob.compile(pattern)).as(pattern).isEmpty();
    }
  }

  @Test
  void staysQuickWhateverThePattern() {
    assertThat(matches("*a".repeat(500) + "b", "a".repeat(4_000))).isFalse();
  }
}
