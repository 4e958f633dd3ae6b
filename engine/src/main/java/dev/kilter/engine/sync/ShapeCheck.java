package dev.kilter.engine.sync;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.schema.FieldSchema;
import dev.kilter.model.schema.FieldSchema.Any;
import dev.kilter.model.schema.FieldSchema.Dictionary;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.schema.FieldSchema.Reference;
import dev.kilter.model.schema.FieldSchema.Scalar;
import dev.kilter.model.schema.FieldSchema.ScalarType;
import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The local dry run: does a manifest have the shape of its kind? Finds fields that the server does
 * not know and values of another type, and nothing that only the server can judge. Where a schema
 * says nothing, anything goes.
 */
final class ShapeCheck {
  private static final Set<String> IN_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");
  private static final int SHOWN = 5;

  private final KindSchema schema;
  private final List<String> problems = new ArrayList<>();

  private ShapeCheck(KindSchema schema) {
    this.schema = schema;
  }

  /** What is wrong with the manifest, in one line; empty where nothing is. */
  static Optional<String> problem(Manifest manifest, KindSchema schema) {
    ShapeCheck check = new ShapeCheck(schema);
    check.value("", manifest.root(), schema.root());
    return check.problems.isEmpty()
        ? Optional.empty()
        : Optional.of("error validating data: " + check.text());
  }

  private String text() {
    String shown = problems.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = problems.size() - SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private void value(String path, @Nullable Object value, FieldSchema unresolved) {
    if (value == null) {
      return;
    }
    switch (schema.resolve(unresolved)) {
      case Any _, Reference _ -> {
        // nothing is known, so nothing is wrong
      }
      case Struct struct -> struct(path, value, struct);
      case Dictionary(var values, _) -> dictionary(path, value, values);
      case Sequence(var items, _, _) -> sequence(path, value, items);
      case Scalar(var type) -> scalar(path, value, type);
    }
  }

  private void struct(String path, Object value, Struct struct) {
    if (!(value instanceof Map<?, ?> map)) {
      wrongType(path, value, "an object");
      return;
    }
    map.forEach((name, child) -> {
      FieldSchema field = struct.fields().get(String.valueOf(name));
      if (field != null) {
        value(join(path, name), child, field);
      } else if (!struct.fields().isEmpty() && !(path.isEmpty() && always(name))) {
        problems.add("unknown field \"" + join(path, name) + "\"");
      }
    });
  }

  private void dictionary(String path, Object value, FieldSchema values) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, child) -> value(join(path, name), child, values));
    } else {
      wrongType(path, value, "an object");
    }
  }

  private void sequence(String path, Object value, FieldSchema items) {
    if (!(value instanceof List<?> list)) {
      wrongType(path, value, "a list");
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      value(path + "[" + i + "]", list.get(i), items);
    }
  }

  private void scalar(String path, Object value, ScalarType type) {
    boolean fits =
        switch (type) {
          case STRING, TIME, BYTES -> value instanceof String;
          case NUMBER -> value instanceof Number;
          case BOOLEAN -> value instanceof Boolean;
          case QUANTITY, INT_OR_STRING -> value instanceof String || value instanceof Number;
        };
    if (!fits) {
      wrongType(path, value, wanted(type));
    }
  }

  private static String wanted(ScalarType type) {
    return switch (type) {
      case STRING, TIME, BYTES -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case QUANTITY, INT_OR_STRING -> "a number or a string";
    };
  }

  private void wrongType(String path, Object value, String wanted) {
    String found =
        switch (value) {
          case Map<?, ?> _ -> "an object";
          case List<?> _ -> "a list";
          case String _ -> "a string";
          case Boolean _ -> "a boolean";
          default -> "a number";
        };
    problems.add("\"" + path + "\" is " + found + ", expected " + wanted);
  }

  private static boolean always(Object name) {
    return name instanceof String text && IN_EVERY_OBJECT.contains(text);
  }

  private static String join(String path, Object name) {
    return path.isEmpty() ? String.valueOf(name) : path + "." + name;
  }
}
