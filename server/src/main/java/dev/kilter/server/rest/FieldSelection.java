package dev.kilter.server.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Argo CD's {@code fields=items.metadata.name,items.spec}: only these parts of an answer; with a
 * leading {@code -} all but these. Lists are looked through.
 */
public final class FieldSelection {
  private static final FieldSelection EVERYTHING = new FieldSelection(new TreeMap<>(), true);

  private final Map<String, Node> roots;
  private final boolean excluding;

  private record Node(Map<String, Node> children) {}

  private FieldSelection(Map<String, Node> roots, boolean excluding) {
    this.roots = roots;
    this.excluding = excluding;
  }

  public static FieldSelection of(String fields) {
    if (fields.isBlank()) {
      return EVERYTHING;
    }
    boolean excluding = fields.startsWith("-");
    Map<String, Node> roots = new TreeMap<>();
    for (String path : (excluding ? fields.substring(1) : fields).split(",", -1)) {
      Map<String, Node> at = roots;
      for (String name : path.strip().split("\\.", -1)) {
        at = at.computeIfAbsent(name, _ -> new Node(new TreeMap<>())).children();
      }
    }
    return new FieldSelection(roots, excluding);
  }

  public Map<String, @Nullable Object> of(Map<String, @Nullable Object> tree) {
    if (this == EVERYTHING) {
      return tree;
    }
    return excluding ? without(tree, roots) : only(tree, roots);
  }

  private static Map<String, @Nullable Object> only(Map<?, ?> tree, Map<String, Node> wanted) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    tree.forEach((key, value) -> {
      Node node = wanted.get(String.valueOf(key));
      if (node != null) {
        kept.put(
            String.valueOf(key),
            node.children().isEmpty() ? value : inside(value, node.children(), false));
      }
    });
    return kept;
  }

  private static Map<String, @Nullable Object> without(Map<?, ?> tree, Map<String, Node> unwanted) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    tree.forEach((key, value) -> {
      Node node = unwanted.get(String.valueOf(key));
      if (node == null) {
        kept.put(String.valueOf(key), value);
      } else if (!node.children().isEmpty()) {
        kept.put(String.valueOf(key), inside(value, node.children(), true));
      }
    });
    return kept;
  }

  private static @Nullable Object inside(
      @Nullable Object value, Map<String, Node> below, boolean excluding) {
    return switch (value) {
      case Map<?, ?> map -> excluding ? without(map, below) : only(map, below);
      case List<?> list -> list.stream().map(item -> inside(item, below, excluding)).toList();
      case null, default -> value;
    };
  }
}
