package dev.kilter.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.store.testing.Samples;
import org.junit.jupiter.api.Test;

class MergePatchTest {
  @Test
  void saysOnlyWhatDiffers() {
    assertThat(between("{a: 1, b: {c: 2, d: 3}, e: [1]}", "{b: {c: 2, d: 4}, e: [1, 2], f: x}"))
        .isEqualTo("{\"a\":null,\"b\":{\"d\":4},\"e\":[1,2],\"f\":\"x\"}");
  }

  @Test
  void saysNothingAboutEquals() {
    assertThat(between("{a: {b: [1, {c: null}]}}", "{a: {b: [1, {c: null}]}}")).isEqualTo("{}");
  }

  @Test
  void findsNullsAtAnyDepth() {
    assertThat(MergePatch.holdsNull(Samples.yaml("{a: [{b: null}]}").root())).isTrue();
    assertThat(MergePatch.holdsNull(Samples.yaml("{a: [{b: 0}]}").root())).isFalse();
  }

  private static String between(String from, String to) {
    return Json.text(MergePatch.between(Samples.yaml(from).root(), Samples.yaml(to).root()));
  }
}
