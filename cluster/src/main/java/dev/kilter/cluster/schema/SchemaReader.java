package dev.kilter.cluster.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.kilter.cluster.json.TreeReader;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.util.HashMap;

/** Reads the schemas of an OpenAPI v3 document as a stream; descriptions and paths are skipped. */
final class SchemaReader {
  private static final String PREFIX = "#/components/schemas/";
  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build();

  private final SchemaDocument document = new SchemaDocument(new HashMap<>(), new HashMap<>());

  static SchemaDocument read(byte[] json) throws IOException {
    SchemaReader reader = new SchemaReader();
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      reader.descend(parser, "components", "schemas");
    }
    return reader.document;
  }

  private void descend(JsonParser parser, String... path) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (path.length == 0) {
        document.definitions().put(name, node(parser, name).shape());
      } else if (name.equals(path[0])) {
        descend(parser, java.util.Arrays.copyOfRange(path, 1, path.length));
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The schema at the current START_OBJECT; {@code name} is that of a definition, else empty. */
  private SchemaNode node(JsonParser parser, String name) throws IOException {
    SchemaNode node = new SchemaNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      parser.nextToken();
      switch (member) {
        case "type" -> node.type = parser.getText();
        case "format" -> node.format = parser.getText();
        case "$ref" -> node.reference = parser.getText().replace(PREFIX, "");
        case "default" -> node.fallback = TreeReader.value(parser);
        case "items" -> node.items = node(parser, "");
        case "properties" -> properties(parser, node);
        case "additionalProperties" -> additional(parser, node);
        case "allOf" -> allOf(parser, node);
        case "x-kubernetes-group-version-kind" -> kinds(parser, name);
        case "x-kubernetes-map-type" -> node.mapType = parser.getText();
        case "x-kubernetes-list-type" -> node.listType = parser.getText();
        case "x-kubernetes-list-map-keys" -> keys(parser, node);
        case "x-kubernetes-int-or-string" -> node.intOrString = parser.getBooleanValue();
        case "x-kubernetes-preserve-unknown-fields" ->
            node.preservesUnknown = parser.getBooleanValue();
        default -> parser.skipChildren();
      }
    }
    return node;
  }

  private void properties(JsonParser parser, SchemaNode node) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      node.properties.put(name, node(parser, ""));
    }
  }

  private void additional(JsonParser parser, SchemaNode node) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      node.values = node(parser, "");
    }
  }

  /** References with a default stand alone in an allOf. */
  private void allOf(JsonParser parser, SchemaNode node) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      SchemaNode part = node(parser, "");
      if (!part.reference.isEmpty()) {
        node.reference = part.reference;
      }
    }
  }

  private static void keys(JsonParser parser, SchemaNode node) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IOException("x-kubernetes-list-map-keys is no list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      node.keys.add(parser.getText());
    }
  }

  private void kinds(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      Manifest kind = Manifest.of(TreeReader.object(parser));
      document
          .kinds()
          .put(
              new GroupVersionKind(
                  kind.text("group").orElse(""), kind.text("version").orElse(""), kind.kind()),
              name);
    }
  }
}
