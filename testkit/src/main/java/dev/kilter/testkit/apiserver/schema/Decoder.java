package dev.kilter.testkit.apiserver.schema;

import dev.kilter.testkit.apiserver.schema.Shape.Dictionary;
import dev.kilter.testkit.apiserver.schema.Shape.Scalar;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import dev.kilter.testkit.apiserver.schema.Shape.Struct;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server's own types make of JSON when they take it in and write it out again: unknown
 * fields are gone, so is what is empty, and structs that are always written are there.
 */
public final class Decoder {
  private final List<String> unknown = new ArrayList<>();

  /** The JSON does not fit the types. */
  public static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    Mismatch(String message) {
      super(message, null, false, false);
    }
  }

  /** The fields that were dropped, as {@code unknown field "spec.x"}. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  public Map<String, @Nullable Object> decode(Shape shape, Map<?, ?> tree) {
    if (shape.resolved() instanceof Struct struct) {
      return struct(struct, tree, "");
    }
    throw new IllegalArgumentException("not the shape of an object: " + shape);
  }

  private Map<String, @Nullable Object> struct(Struct struct, Map<?, ?> tree, String path) {
    tree.keySet().stream()
        .filter(key -> !struct.fields().containsKey(String.valueOf(key)))
        .forEach(key -> unknown.add("unknown field \"" + path(path, String.valueOf(key)) + "\""));
    Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
    struct
        .fields()
        .forEach((name, shape) -> {
          Object value = tree.get(name);
          if (value == null) {
            absent(struct, name, shape.resolved(), decoded, path);
          } else {
            Object read = value(shape, value, path(path, name));
            if (isWritten(struct, name) || !Emptiness.isLeftOut(name, shape.resolved(), read)) {
              decoded.put(name, read);
            }
          }
        });
    if (struct.open()) {
      tree.forEach((key, value) -> decoded.putIfAbsent(String.valueOf(key), value));
    }
    return Collections.unmodifiableMap(decoded);
  }

  /** Fields that the types always write: structs by value, and what has no {@code omitempty}. */
  private void absent(
      Struct struct, String name, Shape shape, Map<String, @Nullable Object> into, String path) {
    Object fallback = struct.defaults().get(name);
    boolean required = isWritten(struct, name);
    if (fallback instanceof Map<?, ?> map && map.isEmpty() && shape instanceof Struct inner) {
      into.put(name, struct(inner, Map.of(), path(path, name)));
    } else if (required && fallback != null && shape instanceof Scalar) {
      into.put(name, fallback);
    } else if (required && shape instanceof Scalar(Shape.Type type) && type == Shape.Type.STRING) {
      into.put(name, "");
    } else if (required) {
      into.put(name, null);
    }
  }

  private static boolean isWritten(Struct struct, String name) {
    return struct.required().contains(name) || Emptiness.isAlwaysWritten(name);
  }

  private @Nullable Object value(Shape shape, Object value, String path) {
    return switch (shape.resolved()) {
      case Struct struct -> struct(struct, map(value, path), path);
      case Dictionary dictionary -> dictionary(dictionary, map(value, path), path);
      case Sequence sequence -> sequence(sequence, value, path);
      case Scalar(Shape.Type type) -> scalar(type, value, path);
      case Shape.Any _, Shape.Named _ -> value;
    };
  }

  private static Map<?, ?> map(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw mismatch(path, value, "object");
  }

  private Map<String, @Nullable Object> dictionary(
      Dictionary dictionary, Map<?, ?> map, String path) {
    Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      String name = String.valueOf(key);
      decoded.put(name, element(dictionary.values(), value, path(path, name)));
    });
    return Collections.unmodifiableMap(decoded);
  }

  private List<@Nullable Object> sequence(Sequence sequence, Object value, String path) {
    if (!(value instanceof List<?> list)) {
      throw mismatch(path, value, "array");
    }
    List<@Nullable Object> decoded = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      decoded.add(element(sequence.items(), list.get(i), path + "[" + i + "]"));
    }
    return Collections.unmodifiableList(decoded);
  }

  /** Null is the zero value in a list or map of values. */
  private @Nullable Object element(Shape shape, @Nullable Object value, String path) {
    if (value != null) {
      return value(shape, value, path);
    }
    return switch (shape.resolved()) {
      case Scalar(Shape.Type type) when type == Shape.Type.STRING -> "";
      case Struct struct -> struct(struct, Map.of(), path);
      default -> null;
    };
  }

  private static Object scalar(Shape.Type type, Object value, String path) {
    boolean fits =
        switch (type) {
          case STRING, TIME -> value instanceof String;
          case BYTES -> value instanceof String text && isBase64(text);
          case BOOLEAN -> value instanceof Boolean;
          case INTEGER -> value instanceof Long;
          case NUMBER -> value instanceof Number;
          case INT_OR_STRING -> value instanceof String || value instanceof Long;
          case QUANTITY -> value instanceof String || value instanceof Number;
        };
    if (!fits && type == Shape.Type.BYTES && value instanceof String text) {
      throw new Mismatch("illegal base64 data at input byte " + firstIllegal(text));
    }
    if (!fits) {
      throw mismatch(path, value, type.name().toLowerCase(java.util.Locale.ROOT));
    }
    return type == Shape.Type.QUANTITY ? Quantities.canonical(value.toString()) : value;
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static int firstIllegal(String text) {
    int at = 0;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "+/".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private static Mismatch mismatch(String path, Object value, String wanted) {
    String found =
        switch (value) {
          case String _ -> "string";
          case Boolean _ -> "bool";
          case Number number -> "number " + number;
          case List<?> _ -> "array";
          default -> "object";
        };
    return new Mismatch("json: cannot unmarshal " + found + " into " + path + " of type " + wanted);
  }

  private static String path(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
