package dev.kilter.cluster.apply;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item of a keyed list, or a member of a set, in a tree of FieldsV1: {@code k:{"name":"web"}} or
 * {@code v:"finalizer"}, and what is owned below it.
 *
 * @param key the item's key fields, or the member's value; null for any other step
 */
record OwnedItem(boolean member, @Nullable Object key, Map<?, ?> below) {
  private static final String ITEM = "k:";
  private static final String MEMBER = "v:";

  static OwnedItem of(Map.Entry<?, ?> step) {
    String token = String.valueOf(step.getKey());
    boolean member = token.startsWith(MEMBER);
    Object key = member || token.startsWith(ITEM) ? parsed(token.substring(ITEM.length())) : null;
    return new OwnedItem(member, key, step.getValue() instanceof Map<?, ?> map ? map : Map.of());
  }

  private static @Nullable Object parsed(String json) {
    try {
      return Json.parse(json);
    } catch (CodecException e) {
      return null;
    }
  }

  boolean names(@Nullable Object item) {
    if (key == null || item == null) {
      return false;
    }
    return member
        ? key.equals(item)
        : item instanceof Map<?, ?> fields
            && key instanceof Map<?, ?> keys
            && fields.entrySet().containsAll(keys.entrySet());
  }

  /** Where the item is in the list; negative where it is not. */
  int find(List<?> items) {
    for (int i = 0; i < items.size(); i++) {
      if (names(items.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
