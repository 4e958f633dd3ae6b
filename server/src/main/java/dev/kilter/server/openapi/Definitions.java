package dev.kilter.server.openapi;

import dev.kilter.api.Document;
import dev.kilter.codec.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of bodies and answers, from {@code definitions.yaml}: a member's type by its name, in a
 * list for a list of it, in an object under {@code *} for values by any key.
 */
final class Definitions {
  private static final Set<String> PLAIN = Set.of("string", "boolean", "integer", "number");
  private static final String ANY = "any";
  private static final String TYPE = "type";
  private static final Document ALL = read();

  private Definitions() {}

  private static Document read() {
    String name = "definitions.yaml";
    try (InputStream in = Definitions.class.getResourceAsStream(name)) {
      byte[] text = Objects.requireNonNull(in, name).readAllBytes();
      return Document.of(Yaml.parse(new String(text, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of this program", e);
    }
  }

  /** All of them by name, as JSON schema. */
  static Map<String, @Nullable Object> schemas() {
    Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
    ALL.root().forEach((name, shape) -> schemas.put(name, schema(shape)));
    return schemas;
  }

  /** Of a type by its name, or of an object with members. */
  static Map<String, @Nullable Object> schema(@Nullable Object shape) {
    return switch (shape) {
      case List<?> list ->
          Document.pair(TYPE, "array", "items", schema(list.isEmpty() ? ANY : list.getFirst()));
      case Map<?, ?> values when values.containsKey("*") ->
          Document.pair(TYPE, "object", "additionalProperties", schema(values.get("*")));
      case Map<?, ?> members -> object(members);
      case String plain when PLAIN.contains(plain) -> new LinkedHashMap<>(Map.of(TYPE, plain));
      case String any when any.equals(ANY) -> new LinkedHashMap<>();
      case String name when ALL.has(name) ->
          new LinkedHashMap<>(Map.of("$ref", "#/definitions/" + name));
      case null, default -> throw new IllegalArgumentException("no definition of " + shape);
    };
  }

  private static Map<String, @Nullable Object> object(Map<?, ?> members) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    members.forEach((name, shape) -> properties.put((String) name, schema(shape)));
    return members.isEmpty()
        ? new LinkedHashMap<>(Map.of(TYPE, "object"))
        : Document.pair(TYPE, "object", "properties", properties);
  }
}
