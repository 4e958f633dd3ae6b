package dev.kilter.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private static final int TREES = 2_000;

  @Test
  void yamlReadsBackWhatItWrote() {
    for (long seed = 0; seed < TREES; seed++) {
      Map<String, ?> tree = new Trees(seed).map(4);
      String text = Yaml.text(Map.of("root", tree));
      assertThat(Yaml.parse(text)).as("seed %d:%n%s", seed, text).isEqualTo(Map.of("root", tree));
    }
  }

  @Test
  void jsonReadsBackWhatItWrote() {
    for (long seed = 0; seed < TREES; seed++) {
      Map<String, ?> tree = new Trees(seed).map(4);
      assertThat(Json.object(Json.bytes(tree))).as("seed %d", seed).isEqualTo(tree);
      assertThat(Json.parse(Json.pretty(tree))).as("seed %d", seed).isEqualTo(tree);
    }
  }

  @Test
  void keepsTheOrderOfKeys() {
    String json = "{\"b\":1,\"a\":{\"d\":2,\"c\":3}}";
    assertThat(Json.text(Json.parse(json))).isEqualTo(json);
    assertThat(Yaml.text(Json.parse(json))).isEqualTo("b: 1\na:\n  d: 2\n  c: 3\n");
  }
}
