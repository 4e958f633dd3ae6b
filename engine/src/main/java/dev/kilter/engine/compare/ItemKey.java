package dev.kilter.engine.compare;

import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    List<String> keys = list.keys();
    if (keys.size() == 1) {
      String key = keys.getFirst();
      Object value = value(fields, key, shape);
      return value == null ? Optional.empty() : Optional.of(single(key, value));
    }
    Map<String, Object> values = new TreeMap<>();
    for (String key : keys) {
      Object value = value(fields, key, shape);
      if (value != null) {
        values.put(key, value);
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(of(values, keys));
  }

  private static @Nullable Object value(
      Map<String, @Nullable Object> fields, String key, Struct shape) {
    Object value = fields.get(key);
    return value == null ? shape.defaults().get(key) : value;
  }

  private static ItemKey single(String key, Object value) {
    return new ItemKey(
        "k:{" + JsonText.of(key) + ":" + JsonText.of(value) + "}", key + "=" + value);
  }

  /** Tokens have their keys in alphabetical order, labels in the order of the schema. */
  private static ItemKey of(Map<String, Object> values, List<String> keys) {
    StringBuilder token = new StringBuilder("k:{");
    values.forEach((key, value) ->
        token
            .append(token.length() > 3 ? "," : "")
            .append(JsonText.of(key))
            .append(':')
            .append(JsonText.of(value)));
    StringBuilder label = new StringBuilder();
    for (String key : keys) {
      if (values.containsKey(key)) {
        label.append(label.isEmpty() ? "" : ",").append(key).append('=').append(values.get(key));
      }
    }
    return new ItemKey(token.append('}').toString(), label.toString());
  }

  /** The token of a member of a set. */
  static String element(Object scalar) {
    return "v:" + JsonText.of(scalar);
  }
}
