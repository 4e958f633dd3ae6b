package dev.kilter.git.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
  private final Recent<String, String> recent = new Recent<>(3, 10, String::length);

  @Test
  void keepsWhatWasUsedLastWithinItsWeight() {
    recent.put("a", "1234");
    recent.put("b", "1234");
    assertThat(recent.get("a")).contains("1234");
    recent.put("c", "123");
    assertThat(recent.get("b")).as("the one that was not used").isEmpty();
    assertThat(recent.get("a")).isPresent();
    assertThat(recent.get("c")).isPresent();
  }

  @Test
  void keepsNoMoreThanSoMany() {
    for (String key : new String[] {"a", "b", "c", "d"}) {
      recent.put(key, "1");
    }
    assertThat(recent.get("a")).isEmpty();
    assertThat(recent.get("d")).isPresent();
  }

  @Test
  void weighsAnewWhatIsPutAgainAndKeepsTheNewestWhateverItWeighs() {
    recent.put("a", "12345678");
    recent.put("a", "1");
    recent.put("b", "123456789");
    assertThat(recent.get("a")).isPresent();
    recent.put("c", "1234567890123");
    assertThat(recent.get("a")).isEmpty();
    assertThat(recent.get("b")).isEmpty();
    assertThat(recent.get("c")).isPresent();
    assertThat(recent.get("d", () -> "1")).isEqualTo("1");
    assertThat(recent.get("c")).as("still too heavy beside another").isEmpty();
  }
}
