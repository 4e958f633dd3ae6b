package dev.kilter.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JqPathTest {
  private static final String TREE =
      """
      a: {"x/y": 1, b: [10, 20, 30], c: {d: e}}
      items:
      - {name: one, tag: v1, flag: true}
      - {name: two, tag: w2}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        ".a.c.d                                               ~ a.c.d",
        ".a[\"x/y\"]                                          ~ a.x/y",
        ".a.\"x/y\"                                           ~ a.x/y",
        ".a.b[]                                               ~ a.b.0 a.b.1 a.b.2",
        ".a.b[-1]                                             ~ a.b.2",
        ".a.b[7]                                              ~ ''",
        ".none[]?.x                                           ~ ''",
        ".a.c.d, .a.b[0]                                      ~ a.c.d a.b.0",
        ".items[] | select(.name == \"two\") | .tag           ~ items.1.tag",
        ".items[] | select(.name != \"two\")                  ~ items.0",
        ".items[] | select(.flag)                               ~ items.0",
        ".items[] | select(.flag == null) | .name               ~ items.1.name",
        ".items[] | select(.tag | startswith(\"v\"))          ~ items.0",
        ".items[] | select(.name == \"one\" and .tag == \"w2\") ~ ''",
        ".items[] | select(.name == \"one\" or .tag == \"w2\") | .name ~ items.0.name items.1.name",
        "(.a.c, .items[0]) | .d                               ~ a.c.d",
        ".items[].name                                        ~ items.0.name items.1.name",
      })
  void findsPlaces(String expression, String expected) {
    Object tree = Objects.manifest(TREE).root();

    assertThat(
            JqPath.parse(expression).find(tree).stream()
                .map(steps -> steps.stream().map(Object::toString).collect(Collectors.joining(".")))
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        ".a[",
        ".a |",
        "del(.a)",
        "until(true; .)",
        ".. ",
        ".a as $x | .b",
        ".items[] | select(.name == \"missing-quote)",
        ".a[1:2]",
        ".a = 1",
        ".a[99999999999]"
      })
  void refusesTheRestOfJq(String expression) {
    assertThatThrownBy(() -> JqPath.parse(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not understood");
  }

  @Test
  void refusesHostileExpressions() {
    assertThatThrownBy(() -> JqPath.parse("(.a,.b)|".repeat(60) + ".c"))
        .hasMessageContaining("too many places");
    assertThatThrownBy(() -> JqPath.parse("(".repeat(5000))).hasMessageContaining("too long");
  }
}
