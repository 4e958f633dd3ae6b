package dev.kilter.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as a tree, read by path without complaint: what is missing or of another type reads
 * as empty. What the reader does not know stays in it.
 */
public record Document(Map<String, @Nullable Object> root) {
  public static final Document EMPTY = new Document(Map.of());

  /** The object that a node is, empty where it is something else. */
  @SuppressWarnings("unchecked") // JSON objects have string keys only
  public static Document of(@Nullable Object node) {
    return node instanceof Map<?, ?> map
        ? new Document((Map<String, @Nullable Object>) map)
        : EMPTY;
  }

  /** An object of two members, in this order: {@code Map.of} would shuffle them. */
  public static Map<String, @Nullable Object> pair(
      String first, Object value, String second, Object other) {
    Map<String, @Nullable Object> pair = new LinkedHashMap<>();
    pair.put(first, value);
    pair.put(second, other);
    return pair;
  }

  public Optional<Object> at(String... path) {
    Object node = root;
    for (String step : path) {
      if (!(node instanceof Map<?, ?> map)) {
        return Optional.empty();
      }
      node = map.get(step);
    }
    return Optional.ofNullable(node);
  }

  public String text(String... path) {
    return at(path).filter(String.class::isInstance).map(String.class::cast).orElse("");
  }

  public boolean flag(String... path) {
    return at(path).filter(Boolean.TRUE::equals).isPresent();
  }

  public long number(String... path) {
    return at(path)
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).longValue())
        .orElse(0L);
  }

  public boolean has(String... path) {
    return at(path).isPresent();
  }

  public Document document(String... path) {
    return of(at(path).orElse(null));
  }

  /** The objects in the list at the path. */
  public List<Document> documents(String... path) {
    return list(path).stream().filter(Map.class::isInstance).map(Document::of).toList();
  }

  /** The strings in the list at the path. */
  public List<String> texts(String... path) {
    return list(path).stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  /** The string members of the object at the path, such as labels. */
  public Map<String, String> textMap(String... path) {
    Map<String, String> texts = new LinkedHashMap<>();
    document(path)
        .root
        .forEach((key, value) -> {
          if (value instanceof String text) {
            texts.put(key, text);
          }
        });
    return texts;
  }

  private List<?> list(String... path) {
    return at(path).filter(List.class::isInstance).map(node -> (List<?>) node).orElse(List.of());
  }

  /** A copy in which the path has the value; objects on the way are made, null removes. */
  public Document with(@Nullable Object value, String... path) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(root);
    if (path.length > 1) {
      String[] rest = java.util.Arrays.copyOfRange(path, 1, path.length);
      copy.put(path[0], of(root.get(path[0])).with(value, rest).root);
    } else if (value == null) {
      copy.remove(path[0]);
    } else {
      copy.put(path[0], value);
    }
    return new Document(copy);
  }

  /** A copy without the path. */
  public Document without(String... path) {
    return at(path).isEmpty() ? this : with(null, path);
  }

  /**
   * A copy in which every member that is null, empty text or an empty object or list is left out.
   */
  public Document compact() {
    return of(compacted(root));
  }

  private static Object compacted(@Nullable Object node) {
    return switch (node) {
      case null -> "";
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
          Object inner = compacted(value);
          if (!isEmpty(inner)) {
            copy.put(Objects.toString(key), inner);
          }
        });
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(compacted(item)));
        yield copy;
      }
      default -> node;
    };
  }

  private static boolean isEmpty(Object node) {
    return switch (node) {
      case String text -> text.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      case List<?> list -> list.isEmpty();
      default -> false;
    };
  }
}
