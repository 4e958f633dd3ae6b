package dev.kilter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class YamlTest {
  @Test
  void givesEveryDocumentWithItsLine() {
    String text =
        """
        # a comment
        ---
        # nothing but a comment
        ---
        a: 1
        --- # another
        b: 2
        ...
        ---
        null
        --- {c: 3}
        """;
    assertThat(documents(text)).containsExactly("5 {\"a\":1}", "7 {\"b\":2}", "11 {\"c\":3}");
  }

  @Test
  void readsWindowsLinesAndByteOrderMark() {
    assertThat(documents("\uFEFFa: |\r\n  x\r\n  y\r\n---\r\nb: 1\r\n"))
        .containsExactly("1 {\"a\":\"x\\ny\\n\"}", "5 {\"b\":1}");
  }

  @Test
  void readsJsonIndentedByTabs() {
    assertThat(documents("{\n\t\"a\": 1.0\n}\n{\"b\": 2}"))
        .containsExactly("1 {\"a\":1}", "4 {\"b\":2}");
  }

  @Test
  void readsAFlowMapThatIsNoJson() {
    assertThat(documents("{a: yes}")).containsExactly("1 {\"a\":true}");
  }

  @Test
  void sharesWhatAliasesRepeat() {
    assertThat(documents("a: &x {k: [1]}\nb: *x\nc:\n  <<: *x\n  l: 2\n"))
        .containsExactly("1 {\"a\":{\"k\":[1]},\"b\":{\"k\":[1]},\"c\":{\"k\":[1],\"l\":2}}");
  }

  @Test
  void saysWhereTheFaultIsWithoutQuotingTheText() {
    assertThat(fault("a: 1\n\tcanary: 2\n"))
        .isEqualTo("line 2, column 1: a tab stands where only spaces may indent");
    assertThat(fault("a: [canary\nb: 1\n")).startsWith("line 2").doesNotContain("canary");
    assertThat(fault("a: *canary\n")).startsWith("line 1").doesNotContain("canary");
    assertThat(fault("a: !canary!b c\n")).startsWith("line 1").doesNotContain("canary");
    assertThat(fault("{\"a\": canary")).startsWith("line 1").doesNotContain("canary");
    assertThat(fault("a: 1\nb: \u0001canary\n")).startsWith("line 2").doesNotContain("canary");
    assertThat(fault("a: canary\n b: c\n"))
        .isEqualTo("line 2, column 3: mapping values are not allowed here");
  }

  @Test
  void refusesAliasBombs() {
    String bomb =
        "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
            + IntStream.range(1, 9)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + nine("*a" + (i - 1)) + "]\n")
                .collect(Collectors.joining());
    assertThat(fault(bomb)).endsWith("the aliases stand for too much");
  }

  @Test
  void refusesAFewAliasesOfMuchText() {
    String text = "a: &a " + "x".repeat(Yaml.MAX_LENGTH / 10) + "\nb: [";
    assertThat(documents(text + "*a,".repeat(2) + "]")).hasSize(1);
    assertThat(fault(text + "*a,".repeat(11) + "]")).endsWith("the aliases stand for too much");
  }

  /** Through the scanner's own small window this is a matter of minutes. */
  @Test
  void readsMegabytesOfOneScalar() {
    String value = "x".repeat(8 << 20);
    assertThat(Yaml.parse("a: \"" + value + "\"\n")).isEqualTo(java.util.Map.of("a", value));
  }

  @Test
  void refusesAnAliasInsideOfItself() {
    assertThat(fault("a: &a [*a]\n")).endsWith("this alias stands inside of what it names");
  }

  @Test
  void boundsNesting() {
    assertThat(documents("[".repeat(199) + "]".repeat(199))).hasSize(1);
    assertThat(fault("[".repeat(10_000))).endsWith("nested deeper than 200 levels");
    assertThat(fault("{\"a\":".repeat(10_000))).isNotEmpty();
  }

  @Test
  void boundsLength() {
    assertThat(fault("x".repeat(Yaml.MAX_LENGTH + 1))).contains("characters");
  }

  @Test
  void makesNothingButTreesWhateverTheTagsSay() {
    assertThat(documents("a: !!javax.script.ScriptEngineManager [!!java.net.URL [\"x\"]]\n"))
        .containsExactly("1 {\"a\":[[\"x\"]]}");
  }

  @Test
  void parsesNoMoreThanOneDocument() {
    assertThat(Yaml.parse("")).isNull();
    assertThatThrownBy(() -> Yaml.parse("a: 1\n---\nb: 1\n")).isInstanceOf(CodecException.class);
  }

  @Test
  void writesAsKubectlDoes() {
    String json =
        """
        {"12": 2, "a": "true", "b": [1, {"x": true, "z": []}], "c": {}, "e": "1:30",
         "f": "2001-01-01", "false": "a\\tb", "g": "a\\nb\\n", "h": "- x", "i": "a: b", "j": "",
         "k": " lead", "l": "0o7", "m": "~", "n": null, "o": "#x", "p": "é", "t": [[1,2],[3]],
         "u": "y", "y": 1.5}\
        """;
    assertThat(Yaml.text(Json.parse(json)))
        .isEqualTo(
            """
            "12": 2
            a: "true"
            b:
            - 1
            - x: true
              z: []
            c: {}
            e: "1:30"
            f: "2001-01-01"
            "false": "a\\tb"
            g: |
              a
              b
            h: '- x'
            i: 'a: b'
            j: ""
            k: ' lead'
            l: "0o7"
            m: "~"
            "n": null
            o: '#x'
            p: é
            t:
            - - 1
              - 2
            - - 3
            u: "y"
            "y": 1.5
            """);
  }

  private static List<String> documents(String text) {
    return Yaml.documents(text).stream().map(d -> d.line() + " " + Json.text(d.tree())).toList();
  }

  private static String nine(String item) {
    return String.join(",", java.util.Collections.nCopies(9, item));
  }

  private static String fault(String text) {
    try {
      return "read as " + Yaml.documents(text);
    } catch (CodecException e) {
      return e.located();
    }
  }
}
