package dev.kilter.render.jsonnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.testkit.source.MemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs in words that the interpreter does not know. */
class NewerSyntaxTest {
  private static final String CHOMPED =
      """
      {
        x: |||-
          if a; then
            "it's" # tailstrict

          fi
        |||,
        y: |||
          kept |||-
        |||,
      }
      """;

  @Test
  void aBlockMayEndWithoutItsLineBreak() {
    assertThat(json(Map.of("a.jsonnet", CHOMPED)))
        .isEqualTo(
            "{\"x\":\"if a; then\\n  \\\"it's\\\" # tailstrict\\n\\nfi\",\"y\":\"kept |||-\\n\"}");
  }

  @Test
  void callsMayBeTailstrict() {
    assertThat(json(Map.of("a.jsonnet", "local f(x) = x + 1; f(1) tailstrict + f(2)tailstrict")))
        .isEqualTo("5");
  }

  @Test
  void whatIsQuotedOrCommentedStays() {
    String program =
        """
        // it's |||-
        # tailstrict "
        /* |||- ' */
        ['tailstrict \\' |||-', "tailstrict", @'|||- '' tailstrict', @"|||- ""."]
        """;
    assertThat(json(Map.of("a.jsonnet", program)))
        .isEqualTo("[\"tailstrict ' |||-\",\"tailstrict\",\"|||- ' tailstrict\",\"|||- \\\".\"]");
  }

  @Test
  void programsAreReadSoAndTextsAsTheyAre() {
    assertThat(
            json(
                Map.of(
                    "a.jsonnet", "[import 'b', (importstr 'c')]",
                    "b", "|||-\n  b\n|||",
                    "c", "|||- tailstrict")))
        .isEqualTo("[\"b\",\"|||- tailstrict\"]");
  }

  @Test
  void errorsBehindABlockNameTheirLine() {
    assertThat(json(Map.of("a.jsonnet", "import 'b'", "b", "[\n|||-\n  b\n|||,\nerror 'mine']")))
        .startsWith("b:5: mine");
  }

  @Test
  void whatDoesNotEndIsAnError() {
    for (String program :
        List.of(
            "|||-",
            "|||-\n",
            "|||-\n  a\n",
            "'tailstrict",
            "@'tailstrict",
            "/* tailstrict",
            "'tailstrict\\")) {
      assertThat(json(Map.of("a.jsonnet", program))).as(program).startsWith("a.jsonnet");
    }
  }

  private static String json(Map<String, String> files) {
    try {
      var none = new JsonnetVariables(Map.of(), Map.of(), List.of(""));
      var program = new JsonnetProgram(MemoryTree.of(files), none, JsonnetLimits.DEFAULT);
      return Json.text(Json.parse(program.json("a.jsonnet")));
    } catch (Unrenderable e) {
      return String.valueOf(e.getMessage());
    }
  }
}
