package dev.kilter.testkit.apiserver.fields;

import dev.kilter.testkit.apiserver.schema.Shape;
import dev.kilter.testkit.apiserver.schema.Shape.Scalar;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import dev.kilter.testkit.apiserver.schema.Shape.Struct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an applied object fits its schema, which says nothing about what the server accepts. */
public final class TypedCheck {
  private final List<String> faults = new ArrayList<>();

  private TypedCheck() {}

  public static List<String> faults(Shape shape, Map<?, ?> object) {
    TypedCheck check = new TypedCheck();
    check.value(shape, object, "");
    return List.copyOf(check.faults);
  }

  private void value(Shape shape, @Nullable Object value, String path) {
    if (value == null) {
      return;
    }
    switch (shape.resolved()) {
      case Struct struct -> struct(struct, value, path);
      case Shape.Dictionary dictionary -> {
        if (value instanceof Map<?, ?> map) {
          map.forEach((key, inner) -> value(dictionary.values(), inner, path + "." + key));
        } else {
          faults.add(path + ": expected map, got " + shown(value));
        }
      }
      case Sequence sequence -> {
        if (value instanceof List<?> list) {
          items(sequence, list, path);
        } else {
          faults.add(path + ": expected list, got " + shown(value));
        }
      }
      case Scalar(Shape.Type type) -> scalar(type, value, path);
      case Shape.Any _, Shape.Named _ -> {
        // anything goes
      }
    }
  }

  private void struct(Struct struct, Object value, String path) {
    if (!(value instanceof Map<?, ?> map)) {
      faults.add(path + ": expected map, got " + shown(value));
      return;
    }
    map.forEach((key, inner) -> {
      String name = String.valueOf(key);
      Shape field = struct.fields().get(name);
      if (field != null) {
        value(field, inner, path + "." + name);
      } else if (!struct.open()) {
        faults.add(path + "." + name + ": field not declared in schema");
      }
    });
  }

  private void items(Sequence sequence, List<?> list, String path) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String place = "[" + i + "]";
      if (sequence.relation() != Shape.Relation.ATOMIC) {
        String step = Steps.item(sequence, list.get(i));
        place = Conflicts.text(step);
        if (!seen.add(step)) {
          faults.add(path + ": duplicate entries for key " + place);
        }
      }
      value(sequence.items(), list.get(i), path + place);
    }
  }

  private void scalar(Shape.Type type, Object value, String path) {
    boolean composite = value instanceof Map<?, ?> || value instanceof List<?>;
    switch (type) {
      case INTEGER, NUMBER -> {
        if (!(value instanceof Number)) {
          faults.add(path + ": expected numeric (int or float), got " + goType(value));
        }
      }
      case STRING, BYTES, TIME -> {
        if (!(value instanceof String)) {
          faults.add(path + ": expected string, got " + shown(value));
        }
      }
      case BOOLEAN -> {
        if (!(value instanceof Boolean)) {
          faults.add(path + ": expected boolean, got " + shown(value));
        }
      }
      case QUANTITY, INT_OR_STRING -> {
        if (composite) {
          faults.add(path + ": expected any scalar, got " + shown(value));
        }
      }
    }
  }

  private static String goType(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Boolean _ -> "bool";
      case List<?> _ -> "[]interface {}";
      default -> "map[string]interface {}";
    };
  }

  private static String shown(Object value) {
    return "&value.valueUnstructured{Value:" + value + "}";
  }
}
