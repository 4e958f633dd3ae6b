package dev.kilter.store.writing;

import dev.kilter.codec.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a status below what an API server stores (1.5 MB for the whole object). What is too large
 * loses its least important text first; the same status always loses the same.
 */
public final class SizeLimit {
  private static final int MAX_BYTES = 1_200_000;
  private static final int SHORT_MESSAGE = 256;
  private static final Set<String> MESSAGES = Set.of("message");
  private static final Set<String> DETAILS = Set.of("message", "images");

  private SizeLimit() {}

  public static Map<String, @Nullable Object> fit(Map<String, @Nullable Object> status) {
    if (fits(status)) {
      return status;
    }
    Map<String, @Nullable Object> shortened = shortened(status);
    if (fits(shortened)) {
      return shortened;
    }
    Map<String, @Nullable Object> bare = withoutInLists(shortened, MESSAGES);
    return fits(bare) ? bare : withoutInLists(bare, DETAILS);
  }

  private static boolean fits(Map<String, @Nullable Object> status) {
    return Json.bytes(status).length <= MAX_BYTES;
  }

  /** Every message, at any depth, cut. */
  private static Map<String, @Nullable Object> shortened(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) ->
        copy.put(
            (String) key,
            key.equals("message") && value instanceof String text && text.length() > SHORT_MESSAGE
                ? text.substring(0, SHORT_MESSAGE) + "…"
                : shortenedBelow(value)));
    return copy;
  }

  private static @Nullable Object shortenedBelow(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> below -> shortened(below);
      case List<?> items -> items.stream().map(SizeLimit::shortenedBelow).toList();
      default -> value;
    };
  }

  /** The lists of resources, here and in the operation's result, without some of their fields. */
  private static Map<String, @Nullable Object> withoutInLists(Map<?, ?> map, Set<String> fields) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) ->
        copy.put(
            (String) key,
            switch (value) {
              case List<?> items when key.equals("resources") ->
                  items.stream().map(item -> without(item, fields)).toList();
              case Map<?, ?> below -> withoutInLists(below, fields);
              case null, default -> value;
            }));
    return copy;
  }

  private static @Nullable Object without(@Nullable Object tree, Set<String> fields) {
    if (!(tree instanceof Map<?, ?> map)) {
      return tree;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      if (!fields.contains((String) key)) {
        copy.put((String) key, without(value, fields));
      }
    });
    return copy;
  }
}
