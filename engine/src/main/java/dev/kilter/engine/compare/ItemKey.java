package dev.kilter.engine.compare;

import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Identity of an item in a list whose items have keys: {@code token} as managedFields write it
 * ({@code k:{"name":"api"}}), {@code label} as people read it ({@code name=api}).
 */
record ItemKey(String token, String label) {
  /** Empty where the item has none of the keys; the schema's defaults stand in for missing ones. */
  static Optional<ItemKey> of(@Nullable Object item, Sequence list, Struct shape) {
    if (!(item instanceof Map<?, ?>)) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> fields = Trees.map(item);
    Map<String, Object> values = new TreeMap<>();
    for (String key : list.keys()) {
      Object value = fields.get(key);
      Object effective = value == null ? shape.defaults().get(key) : value;
      if (effective != null) {
        values.put(key, effective);
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(of(values, list));
  }

  private static ItemKey of(Map<String, Object> values, Sequence list) {
    String token =
        values.entrySet().stream()
            .map(entry -> JsonText.of(entry.getKey()) + ":" + JsonText.of(entry.getValue()))
            .collect(Collectors.joining(",", "k:{", "}"));
    String label =
        list.keys().stream()
            .filter(values::containsKey)
            .map(key -> key + "=" + values.get(key))
            .collect(Collectors.joining(","));
    return new ItemKey(token, label);
  }

  /** The token of a member of a set. */
  static String element(Object scalar) {
    return "v:" + JsonText.of(scalar);
  }
}
