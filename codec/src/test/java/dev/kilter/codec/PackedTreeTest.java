package dev.kilter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackedTreeTest {
  @Test
  void isTheTreeThatItWasMadeFrom() {
    for (int seed = 0; seed < 300; seed++) {
      Map<String, @Nullable Object> tree = new Trees(seed).map(4);
      PackedTree packed = again(PackedTree.of(tree));
      assertThat(packed).isEqualTo(tree);
      assertThat(tree).isEqualTo(packed);
      assertThat(packed).hasSameHashCodeAs(tree);
      assertThat(Json.text(packed)).isEqualTo(Json.text(tree));
    }
  }

  @Test
  void knowsItsLikeAndWhatDiffers() {
    Map<String, @Nullable Object> one = Map.of("data", Map.of("key", "1"));
    Map<String, @Nullable Object> other = Map.of("data", Map.of("key", "2"));
    assertThat(PackedTree.of(one)).isEqualTo(PackedTree.of(new HashMap<>(one)));
    assertThat(PackedTree.of(one)).isNotEqualTo(PackedTree.of(other));
    assertThat(PackedTree.of(one)).isNotEqualTo(other);
  }

  @Test
  void isTheSameInAnyOrderOfItsKeys() {
    Map<String, @Nullable Object> forth = new LinkedHashMap<>();
    forth.put("a", 1L);
    forth.put("b", 2L);
    Map<String, @Nullable Object> back = new LinkedHashMap<>();
    back.put("b", 2L);
    back.put("a", 1L);
    assertThat(PackedTree.of(forth)).isEqualTo(PackedTree.of(back));
  }

  @Test
  void takesLessThanATenthOfATree() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("apiVersion", "v1");
    config.put("kind", "ConfigMap");
    config.put("metadata", Map.of("name", "one", "namespace", "shop"));
    config.put("data", Map.of("text", "a line\n".repeat(200)));
    assertThat(PackedTree.of(config).packedBytes()).isLessThan(200);
  }

  @Test
  void cannotBeChanged() {
    PackedTree packed = again(PackedTree.of(Map.of("list", List.of(1L))));
    assertThatThrownBy(() -> packed.put("more", 1L))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(packed::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  /** As after a collection, which takes the tree that it was made from. */
  private static PackedTree again(PackedTree packed) {
    packed.forget();
    return packed;
  }
}
