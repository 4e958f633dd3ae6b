package dev.kilter.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The table was written by kubectl 1.36.3 ({@code kubectl label --local -o json}), one line a
 * value. It differs from that on purpose in three ways: whole numbers past 2^63 stay exact, keys
 * keep their order, and a surrogate pair may be escaped.
 */
class KubernetesScalarsTest {
  @Test
  void readsEveryValueAsKubectlDoes() throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (String line : table()) {
      String text = line.substring(0, line.indexOf('\t'));
      expected.add(line);
      actual.add(text + "\t" + read(text));
    }
    assertThat(actual).hasSizeGreaterThan(80).isEqualTo(expected);
  }

  @Test
  void readsAnyLengthWithoutDeepRecursion() {
    for (String digits : List.of("1", "1_", "1_1")) {
      String value = "." + digits.repeat(100_000) + "1e1" + digits.repeat(3);
      assertThat(read(value)).isNotEmpty();
    }
    assertThat(read("." + "1".repeat(100_000))).isEqualTo("0.1111111111111111");
  }

  private static String read(String value) {
    try {
      return Json.text(((java.util.Map<?, ?>) tree("v: " + value + "\n")).get("v"));
    } catch (CodecException e) {
      return "error";
    }
  }

  private static Object tree(String yaml) {
    return Objects.requireNonNull(Yaml.parse(yaml));
  }

  private static List<String> table() throws IOException {
    try (InputStream in = KubernetesScalarsTest.class.getResourceAsStream("scalars.tsv")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
