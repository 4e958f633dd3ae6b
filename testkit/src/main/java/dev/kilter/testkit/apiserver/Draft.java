package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree in the making: its own copy, changed in place. */
final class Draft {
  private final Map<String, @Nullable Object> fields;

  private Draft(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  static Draft of(Map<?, ?> tree) {
    return new Draft(copy(tree));
  }

  /** The tree as it is now; the draft is not to be used any more. */
  Manifest finished() {
    return Manifest.of(fields);
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> tree) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    tree.forEach((key, value) -> copy.put(String.valueOf(key), copied(value)));
    return copy;
  }

  private static @Nullable Object copied(@Nullable Object node) {
    return switch (node) {
      case Map<?, ?> map -> copy(map);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(copied(item)));
        yield copy;
      }
      case null, default -> node;
    };
  }

  @Nullable Object get(String name) {
    return fields.get(name);
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  String text(String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  Draft set(String name, @Nullable Object value) {
    fields.put(
        name, value instanceof Map<?, ?> || value instanceof List<?> ? copied(value) : value);
    return this;
  }

  Draft remove(String name) {
    fields.remove(name);
    return this;
  }

  /** Sets what is not there yet. */
  Draft fill(String name, Object value) {
    if (fields.get(name) == null) {
      set(name, value);
    }
    return this;
  }

  /** The map at the name, made where it is missing. */
  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  Draft at(String name) {
    if (!(fields.get(name) instanceof Map<?, ?>)) {
      fields.put(name, new LinkedHashMap<>());
    }
    return new Draft((Map<String, @Nullable Object>) fields.get(name));
  }

  /** The maps in the list at the name. */
  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  List<Draft> items(String name) {
    List<Draft> items = new ArrayList<>();
    if (fields.get(name) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          items.add(new Draft((Map<String, @Nullable Object>) map));
        }
      }
    }
    return items;
  }
}
