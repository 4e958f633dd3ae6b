package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Document;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import org.junit.jupiter.api.Test;

class FieldSelectionTest {
  private static final String LIST =
      """
      metadata: {resourceVersion: "7"}
      items:
      - {metadata: {name: a, uid: "1"}, spec: {project: shop}}
      - {metadata: {name: b, uid: "2"}, spec: {project: web}}
      """;

  private static String selected(String fields) {
    return Json.text(FieldSelection.of(fields).of(Document.of(Yaml.parse(LIST)).root()));
  }

  @Test
  void takesOnlyWhatIsNamed() {
    assertThat(selected("items.metadata.name,metadata"))
        .isEqualTo(
            "{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[{\"metadata\":{\"name\":\"a\"}},"
                + "{\"metadata\":{\"name\":\"b\"}}]}");
    assertThat(selected("nothing")).isEqualTo("{}");
  }

  @Test
  void takesAllButWhatIsNamed() {
    assertThat(selected("-metadata,items.metadata.uid,items.spec"))
        .isEqualTo("{\"items\":[{\"metadata\":{\"name\":\"a\"}},{\"metadata\":{\"name\":\"b\"}}]}");
  }

  @Test
  void takesAllWhereNothingIsNamed() {
    assertThat(selected("")).contains("shop", "web", "resourceVersion");
  }
}
