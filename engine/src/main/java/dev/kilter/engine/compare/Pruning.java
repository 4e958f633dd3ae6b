package dev.kilter.engine.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Places to cut out of a tree, gathered first and cut at once, so that indices mean what they meant
 * when they were found. A step is a field's name (String) or a list's index (Integer).
 */
final class Pruning {
  static final Pruning NOTHING = new Pruning();

  private final Map<Object, Pruning> below = new HashMap<>();
  private boolean here;

  void add(List<Object> path) {
    Pruning node = this;
    for (Object step : path) {
      node = node.below.computeIfAbsent(step, next -> new Pruning());
    }
    node.here = true;
  }

  boolean nothing() {
    return below.isEmpty() && !here;
  }

  boolean here() {
    return here;
  }

  /** The places below a step, seen from there. */
  Pruning at(Object step) {
    return below.getOrDefault(step, NOTHING);
  }

  static Pruning of(Collection<IgnoredPath> paths, @Nullable Object root) {
    Pruning pruning = new Pruning();
    paths.forEach(path -> path.find(root).forEach(pruning::add));
    return pruning;
  }

  /** A copy without the places, which shares all that is untouched. */
  @Nullable Object cut(@Nullable Object node) {
    if (here) {
      return null;
    }
    return switch (node) {
      case Map<?, ?> map when !below.isEmpty() -> cutMap(Trees.map(map));
      case List<?> list when !below.isEmpty() -> cutList(Trees.list(list));
      case null, default -> node;
    };
  }

  private Map<String, @Nullable Object> cutMap(Map<String, @Nullable Object> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(map);
    below.forEach((step, pruning) -> {
      if (step instanceof String name && copy.containsKey(name)) {
        if (pruning.here) {
          copy.remove(name);
        } else {
          copy.put(name, pruning.cut(copy.get(name)));
        }
      }
    });
    return Collections.unmodifiableMap(copy);
  }

  private List<@Nullable Object> cutList(List<@Nullable Object> list) {
    List<@Nullable Object> copy = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Pruning pruning = below.get(i);
      if (pruning == null) {
        copy.add(list.get(i));
      } else if (!pruning.here) {
        copy.add(pruning.cut(list.get(i)));
      }
    }
    return Collections.unmodifiableList(copy);
  }
}
