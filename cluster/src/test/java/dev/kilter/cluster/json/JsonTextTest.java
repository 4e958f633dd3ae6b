package dev.kilter.cluster.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.codec.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is read is what the codec would read; whatever is passed over ends where it ends. */
class JsonTextTest {
  private static final int DOCUMENTS = 2_000;
  private static final String LETTERS = "ab \"\\/\n\t\u0001{}[]:,é漢😀";

  @Test
  void readsWhatTheCodecReads() throws IOException {
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      String text = "{\"v\":" + random(new Random(seed), 5) + " }";
      assertThat(new JsonText(text.getBytes(UTF_8)).object())
          .as("seed %d: %s", seed, text)
          .isEqualTo(Json.object(text.getBytes(UTF_8)));
    }
  }

  @Test
  void passesOverAnythingAndGoesOnBehindIt() throws IOException {
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      String value = random(new Random(seed), 5);
      JsonText text = new JsonText(("{\"v\" : " + value + " , \"after\" :7}").getBytes(UTF_8));
      text.enter();
      assertThat(text.field()).isEqualTo("v");
      text.skip();
      assertThat(text.field()).as("seed %d: %s", seed, value).isEqualTo("after");
      assertThat(text.value()).isEqualTo(7L);
      assertThat(text.field()).isNull();
    }
  }

  @Test
  void readsNumbersAsTheyAre() throws IOException {
    String text =
        """
        {"a":0,"b":-9223372036854775808,"c":9223372036854775807,"d":123456789012345678901,"e":1.5,
         "f":-2e3,"g":1E-7,"h":999999999999999999,"i":1.0}
        """;
    assertThat(new JsonText(text.getBytes(UTF_8)).object())
        .isEqualTo(Json.object(text.getBytes(UTF_8)));
  }

  @Test
  void readsEveryEscape() throws IOException {
    String text = "{\"a\\u00e9\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83d\\ude00 é\"}";
    assertThat(new JsonText(text.getBytes(UTF_8)).object())
        .isEqualTo(Map.of("aé", "\"\\/\b\f\n\r\tA😀 é"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "{\"a\":tru}",
        "{\"a\":nul",
        "{\"a\":-}",
        "{\"a\":1.2.3}",
        "{\"a\":\"b}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\",
        "{\"a\":[1 2]}",
        "{\"a\":[1,]}",
        "{\"a\":[1",
        "{\"a\":<html>}",
        "[1]",
        "7"
      })
  void refusesWhatIsNoObject(String text) {
    assertThatThrownBy(() -> new JsonText(text.getBytes(UTF_8)).object())
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[[]", "{\"a\":\"}", "\"a\\", "[\"]"})
  void noticesTheEndWhilePassingOver(String value) {
    assertThatThrownBy(() -> new JsonText(value.getBytes(UTF_8)).skip())
        .isInstanceOf(IOException.class);
  }

  private static String random(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 3 -> Double.toString(random.nextDouble() * 1000 + 0.25);
      case 4, 5 -> string(random);
      case 6 -> {
        StringBuilder list = new StringBuilder("[");
        for (int i = random.nextInt(4); i > 0; i--) {
          list.append(random(random, depth - 1)).append(i > 1 ? " , " : "");
        }
        yield list.append(']').toString();
      }
      default -> {
        StringBuilder object = new StringBuilder("{ ");
        for (int i = random.nextInt(4); i > 0; i--) {
          String name = Json.text("k" + i + letters(random));
          object.append(name).append(":").append(random(random, depth - 1));
          object.append(i > 1 ? "," : "");
        }
        yield object.append('}').toString();
      }
    };
  }

  private static String string(Random random) {
    return Json.text(letters(random));
  }

  private static String letters(Random random) {
    StringBuilder text = new StringBuilder();
    int[] letters = LETTERS.codePoints().toArray();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }
}
