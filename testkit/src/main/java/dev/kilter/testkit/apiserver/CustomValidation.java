package dev.kilter.testkit.apiserver;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Statuses.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a custom resource to the schema of its definition. */
final class CustomValidation {
  private final List<Cause> causes = new ArrayList<>();

  private CustomValidation() {}

  static List<Cause> faults(Manifest schema, Manifest object) {
    CustomValidation validation = new CustomValidation();
    validation.check(schema, object.root(), "");
    return List.copyOf(validation.causes);
  }

  private void check(Manifest schema, @Nullable Object value, String path) {
    String type = schema.text("type").orElse("");
    if (value == null && schema.flag("nullable").orElse(false)) {
      return;
    }
    if (!type.isEmpty() && !isOf(type, value)) {
      causes.add(wrongType(path, value, type));
      return;
    }
    List<@Nullable Object> allowed = schema.list("enum");
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      causes.add(
          new Cause(
              "FieldValueNotSupported",
              "Unsupported value: "
                  + Json.text(value)
                  + ": supported values: "
                  + String.join(", ", allowed.stream().map(Json::text).toList()),
              path));
    }
    switch (value) {
      case String text ->
          schema
              .integer("maxLength")
              .filter(most -> text.length() > most)
              .ifPresent(most ->
                  causes.add(
                      new Cause(
                          "FieldValueTooLong",
                          "Too long: may not be more than " + most + " bytes",
                          path)));
      case Map<?, ?> map -> object(schema, map, path);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          check(Manifest.of(schema.map("items")), list.get(i), path + "[" + i + "]");
        }
      }
      case null, default -> {
        // nothing below
      }
    }
  }

  private void object(Manifest schema, Map<?, ?> map, String path) {
    for (Object name : schema.list("required")) {
      if (!map.containsKey(name)) {
        causes.add(Cause.required(path(path, String.valueOf(name)), ""));
      }
    }
    map.forEach((key, value) -> {
      String name = String.valueOf(key);
      Map<String, @Nullable Object> property = schema.map("properties", name);
      Map<String, @Nullable Object> other = schema.map("additionalProperties");
      if (!property.isEmpty()) {
        check(Manifest.of(property), value, path(path, name));
      } else if (!other.isEmpty()) {
        check(Manifest.of(other), value, path(path, name));
      }
    });
  }

  private static Cause wrongType(String path, @Nullable Object value, String wanted) {
    String found =
        switch (value) {
          case null -> "null";
          case Map<?, ?> _ -> "object";
          case List<?> _ -> "array";
          case String _ -> "string";
          case Boolean _ -> "boolean";
          case Long _ -> "integer";
          default -> "number";
        };
    String shown = value instanceof String text ? text : found;
    return new Cause(
        "FieldValueTypeInvalid",
        "Invalid value: \""
            + shown
            + "\": "
            + path
            + " in body must be of type "
            + wanted
            + ": \""
            + found
            + "\"",
        path);
  }

  private static boolean isOf(String type, @Nullable Object value) {
    return switch (type) {
      case "object" -> value instanceof Map<?, ?>;
      case "array" -> value instanceof List<?>;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Long;
      case "number" -> value instanceof Number;
      default -> true;
    };
  }

  private static String path(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
