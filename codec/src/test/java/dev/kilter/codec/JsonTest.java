package dev.kilter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void keepsWholeNumbersExact() {
    assertThat(Json.parse("[9007199254740993, 18446744073709551616, 1.5]"))
        .isEqualTo(List.of(9007199254740993L, BigInteger.ONE.shiftLeft(64), 1.5));
  }

  @Test
  void takesTheLastOfDuplicates() {
    assertThat(Json.parse("{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo(Map.of("a", 3L, "b", 2L));
  }

  @Test
  void writesNumbersAsGoDoes() {
    assertThat(Json.text(List.of(1.0, 1e20, 1e21, 1.5e-7, 0.000001, -2.5, 0.1f)))
        .isEqualTo("[1,100000000000000000000,1e+21,1.5e-7,0.000001,-2.5,0.10000000149011612]");
  }

  @Test
  void indentsAsKubectlDoes() {
    assertThat(Json.pretty(Json.parse("{\"a\":[1,{}],\"b\":{\"c\":[]}}")))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {}
              ],
              "b": {
                "c": []
              }
            }\
            """);
  }

  @Test
  void refusesWhatIsNoJsonWithoutQuotingIt() {
    for (String text : List.of("", "{", "{\"a\" canary}", "[1,]", "1 2", "[1e999]", "[canary]")) {
      assertThatThrownBy(() -> Json.parse(text))
          .as(text)
          .isInstanceOf(CodecException.class)
          .hasMessageNotContaining("canary");
    }
    assertThatThrownBy(() -> Json.object("[]".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("expected a JSON object");
  }

  @Test
  void boundsNesting() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(CodecException.class);
    assertThat(Json.parse("[".repeat(900) + "]".repeat(900))).isNotNull();
  }

  @Test
  void refusesToWriteWhatIsNoTree() {
    assertThatThrownBy(() -> Json.text(new Object())).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> Json.text(Double.NaN)).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> Yaml.text(Double.NaN)).isInstanceOf(CodecException.class);
  }

  @Test
  void anAnswerIsReadWithoutWhatIsTooDeep() {
    String deep = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);
    byte[] text = ("{\"odd\":" + deep + ",\"next\":2}").getBytes(StandardCharsets.UTF_8);

    Map<String, @Nullable Object> answer = Json.answer(text);

    assertThat(answer).containsEntry("next", 2L);
    assertThat(Json.object(Json.bytes(Map.of("list", List.of(answer))))).containsKey("list");
    assertThatThrownBy(() -> Json.object(text)).isInstanceOf(CodecException.class);
  }
}
