package dev.kilter.testkit.apiserver.fields;

import dev.kilter.testkit.apiserver.schema.Shape;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object without the fields of a set; what holds nothing afterwards is null. */
final class Removal {
  private Removal() {}

  @SuppressWarnings("unchecked") // a map comes of a map with string keys
  static Map<String, @Nullable Object> of(
      Shape shape, Map<String, @Nullable Object> object, FieldSet removed) {
    return removed.isEmpty()
        ? object
        : removed(shape, object, removed) instanceof Map<?, ?> map
            ? (Map<String, @Nullable Object>) map
            : Map.of();
  }

  private static @Nullable Object removed(Shape shape, @Nullable Object value, FieldSet removed) {
    return switch (Steps.atom(shape, value)) {
      case LEAF -> null;
      case MAP -> members(shape, Steps.map(value), removed);
      case LIST -> items(Steps.list(shape), Steps.items(value), removed);
    };
  }

  private static @Nullable Object members(Shape shape, Map<?, ?> map, FieldSet removed) {
    Map<String, @Nullable Object> left = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      String name = String.valueOf(key);
      FieldSet here = removed.at(Steps.field(name));
      if (!here.member()) {
        left.put(name, here.isEmpty() ? value : removed(shape.member(name), value, here));
      }
    });
    return left.isEmpty() ? null : Collections.unmodifiableMap(left);
  }

  private static @Nullable Object items(Sequence list, List<?> items, FieldSet removed) {
    List<@Nullable Object> left = new ArrayList<>();
    for (Object item : items) {
      FieldSet here = removed.at(Steps.item(list, item));
      if (!here.member()) {
        left.add(here.isEmpty() ? item : removed(list.items(), item, here));
      }
    }
    return left.isEmpty() ? null : Collections.unmodifiableList(left);
  }
}
