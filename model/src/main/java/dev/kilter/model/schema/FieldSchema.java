package dev.kilter.model.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shape of a field, read from the API server's OpenAPI v3, as far as comparing needs it. Schemas
 * can be recursive, so they are named and looked up.
 */
public sealed interface FieldSchema {
  /** Anything goes: no schema, or unknown fields are preserved. Compared as plain trees. */
  record Any() implements FieldSchema {}

  /** A struct. {@code defaults} holds the server's default by field name, where it declares one. */
  record Struct(Map<String, FieldSchema> fields, Map<String, Object> defaults, boolean atomic)
      implements FieldSchema {
    public Struct {
      fields = Map.copyOf(fields);
      defaults = Map.copyOf(defaults);
    }
  }

  /** A map with free keys and values of one shape. */
  record Dictionary(FieldSchema values, boolean atomic) implements FieldSchema {}

  /** A list; {@code keys} is non-empty exactly for MAP. Without a declaration lists are ATOMIC. */
  record Sequence(FieldSchema items, ListType type, List<String> keys) implements FieldSchema {
    public Sequence {
      keys = List.copyOf(keys);
    }
  }

  record Scalar(ScalarType type) implements FieldSchema {}

  /** A named schema, to be looked up in {@link KindSchema#definitions}. */
  record Reference(String name) implements FieldSchema {}

  enum ListType {
    ATOMIC,
    SET,
    MAP
  }

  enum ScalarType {
    STRING,
    NUMBER,
    BOOLEAN,
    QUANTITY,
    INT_OR_STRING,
    TIME,
    BYTES
  }

  /** Schema of one kind, with the definitions that it refers to. */
  record KindSchema(FieldSchema root, Map<String, FieldSchema> definitions) {
    public static final KindSchema UNKNOWN = new KindSchema(new Any(), Map.of());

    public KindSchema {
      definitions = Map.copyOf(definitions);
    }

    /** Follows references to what they stand for; a dangling one stands for anything. */
    public FieldSchema resolve(FieldSchema schema) {
      FieldSchema seen = schema;
      while (seen instanceof Reference(String name)) {
        seen = Optional.ofNullable(definitions.get(name)).orElse(new Any());
      }
      return seen;
    }
  }
}
