package dev.kilter.cluster.apply;

import dev.kilter.model.schema.FieldSchema;
import dev.kilter.model.schema.FieldSchema.Any;
import dev.kilter.model.schema.FieldSchema.Dictionary;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What live becomes by a client-side apply, as kubectl's: what the manifest says is set, what the
 * last one said and this one does not is removed, all else stays. Lists are merged by their keys
 * where the schema has them and they are unique, and replaced elsewhere.
 */
final class ThreeWayMerge {
  private final KindSchema schema;

  ThreeWayMerge(KindSchema schema) {
    this.schema = schema;
  }

  Map<String, @Nullable Object> merge(
      Map<String, @Nullable Object> original,
      Map<String, @Nullable Object> desired,
      Map<String, @Nullable Object> live) {
    return map(original, desired, live, schema.root());
  }

  private Map<String, @Nullable Object> map(
      Map<String, @Nullable Object> original,
      Map<String, @Nullable Object> desired,
      Map<String, @Nullable Object> live,
      FieldSchema shape) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(live);
    original.keySet().stream().filter(key -> !desired.containsKey(key)).forEach(result::remove);
    desired.forEach((key, value) -> {
      if (value == null) {
        result.remove(key);
      } else {
        FieldSchema field = field(shape, key);
        result.put(key, value(original.get(key), value, live.get(key), field));
      }
    });
    return result;
  }

  private FieldSchema field(FieldSchema shape, String name) {
    FieldSchema field =
        switch (shape) {
          case Struct struct -> struct.fields().getOrDefault(name, new Any());
          case Dictionary dictionary -> dictionary.values();
          case Any _, Sequence _, FieldSchema.Scalar _, FieldSchema.Reference _ -> new Any();
        };
    return schema.resolve(field);
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private @Nullable Object value(
      @Nullable Object original, Object desired, @Nullable Object live, FieldSchema shape) {
    if (desired instanceof Map<?, ?> map && live instanceof Map<?, ?> now && !atomic(shape)) {
      Map<String, @Nullable Object> before =
          original instanceof Map<?, ?> old ? (Map<String, @Nullable Object>) old : Map.of();
      return map(
          before, (Map<String, @Nullable Object>) map, (Map<String, @Nullable Object>) now, shape);
    }
    if (desired instanceof List<?> list
        && live instanceof List<?> now
        && shape instanceof Sequence sequence) {
      List<?> before = original instanceof List<?> old ? old : List.of();
      return list(before, list, now, sequence);
    }
    return desired;
  }

  private static boolean atomic(FieldSchema shape) {
    return (shape instanceof Struct struct && struct.atomic())
        || (shape instanceof Dictionary dictionary && dictionary.atomic());
  }

  private Object list(List<?> original, List<?> desired, List<?> live, Sequence shape) {
    return switch (shape.type()) {
      case ATOMIC -> desired;
      case SET -> set(original, desired, live);
      case MAP -> keyed(original, desired, live, shape);
    };
  }

  private static Object set(List<?> original, List<?> desired, List<?> live) {
    List<@Nullable Object> result = new ArrayList<>(live);
    result.removeIf(item -> original.contains(item) && !desired.contains(item));
    desired.stream().filter(item -> !result.contains(item)).forEach(result::add);
    return result;
  }

  private Object keyed(List<?> original, List<?> desired, List<?> live, Sequence shape) {
    FieldSchema items = schema.resolve(shape.items());
    Map<List<@Nullable Object>, Object> before = byKey(original, shape, items);
    Map<List<@Nullable Object>, Object> wanted = byKey(desired, shape, items);
    Map<List<@Nullable Object>, Object> now = byKey(live, shape, items);
    if (wanted.size() != desired.size() || now.size() != live.size()) {
      return desired;
    }
    List<@Nullable Object> result = new ArrayList<>();
    wanted.forEach((key, item) -> result.add(value(before.get(key), item, now.get(key), items)));
    Set<List<@Nullable Object>> placed = new HashSet<>(wanted.keySet());
    placed.addAll(before.keySet());
    now.forEach((key, item) -> {
      if (!placed.contains(key)) {
        result.add(item);
      }
    });
    return result;
  }

  private static Map<List<@Nullable Object>, Object> byKey(
      List<?> list, Sequence shape, FieldSchema items) {
    Map<String, Object> defaults = items instanceof Struct struct ? struct.defaults() : Map.of();
    Map<List<@Nullable Object>, Object> result = new LinkedHashMap<>();
    for (Object item : list) {
      if (item instanceof Map<?, ?> map) {
        List<@Nullable Object> key = new ArrayList<>();
        for (String name : shape.keys()) {
          Object value = map.get(name);
          key.add(value == null ? defaults.get(name) : value);
        }
        result.put(key, map);
      }
    }
    return result;
  }

  /** The JSON merge patch that turns one tree into the other; empty where they are equal. */
  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  static Map<String, @Nullable Object> patch(
      Map<String, @Nullable Object> from, Map<String, @Nullable Object> to) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    from.keySet().stream().filter(key -> !to.containsKey(key)).forEach(key -> patch.put(key, null));
    to.forEach((key, value) -> {
      Object before = from.get(key);
      if (value instanceof Map<?, ?> map && before instanceof Map<?, ?> old) {
        Map<String, @Nullable Object> below =
            patch((Map<String, @Nullable Object>) old, (Map<String, @Nullable Object>) map);
        if (!below.isEmpty()) {
          patch.put(key, below);
        }
      } else if (!Objects.equals(before, value)) {
        patch.put(key, value);
      }
    });
    return patch;
  }
}
