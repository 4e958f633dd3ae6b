package dev.kilter.testkit.apiserver.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shape of a value as its OpenAPI schema says. Schemas can be recursive, hence {@link Named}. */
public sealed interface Shape {
  /** No shape; {@code atomic}: it has one owner as a whole. */
  record Any(boolean atomic) implements Shape {
    public static final Any ATOMIC = new Any(true);
    public static final Any DEDUCED = new Any(false);
  }

  record Scalar(Type type) implements Shape {}

  /** A map with free keys. */
  record Dictionary(Shape values, boolean atomic) implements Shape {}

  /** A list; {@code keys} is filled exactly where the items are told apart by keys. */
  record Sequence(Shape items, Relation relation, List<String> keys) implements Shape {
    public Sequence {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A struct.
   *
   * @param defaults the server's default by field, where it declares one; {@code {}} for a struct
   *     that is always written
   * @param open whether it keeps fields that it does not know
   */
  record Struct(
      Map<String, Shape> fields,
      Map<String, @Nullable Object> defaults,
      Set<String> required,
      boolean atomic,
      boolean open)
      implements Shape {
    public Struct {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
      required = Set.copyOf(required);
    }
  }

  /** Stands for the shape that its document defines under the name. */
  record Named(String name, Map<String, Shape> definitions) implements Shape {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Named named && name.equals(named.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  enum Relation {
    ATOMIC,
    SET,
    MAP
  }

  enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    BYTES,
    TIME,
    QUANTITY,
    INT_OR_STRING
  }

  /** The shape itself, where this only names it. */
  default Shape resolved() {
    Shape shape = this;
    while (shape instanceof Named(String name, Map<String, Shape> definitions)) {
      shape = definitions.getOrDefault(name, Any.ATOMIC);
    }
    return shape;
  }

  /** Shape of a member of a map of this shape; free where it is not known. */
  default Shape member(String name) {
    return switch (resolved()) {
      case Struct struct -> struct.fields().getOrDefault(name, Any.DEDUCED);
      case Dictionary dictionary -> dictionary.values();
      default -> Any.DEDUCED;
    };
  }

  /** Whether a field of this name is declared, as opposed to a key of a dictionary. */
  default boolean declares(String name) {
    return resolved() instanceof Struct struct && struct.fields().containsKey(name);
  }
}
