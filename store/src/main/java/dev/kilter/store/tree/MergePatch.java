package dev.kilter.store.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON merge patches (RFC 7386) between trees. */
public final class MergePatch {
  private MergePatch() {}

  /** The smallest patch that turns one map into the other; empty where they are equal. */
  public static Map<String, @Nullable Object> between(
      Map<String, @Nullable Object> from, Map<String, @Nullable Object> to) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    from.forEach((key, _) -> {
      if (!to.containsKey(key)) {
        patch.put(key, null);
      }
    });
    to.forEach((key, next) -> difference(patch, key, from.get(key), next));
    return Collections.unmodifiableMap(patch);
  }

  private static void difference(
      Map<String, @Nullable Object> patch,
      String key,
      @Nullable Object before,
      @Nullable Object next) {
    if (Objects.equals(before, next)) {
      return;
    }
    if (before instanceof Map<?, ?> old && next instanceof Map<?, ?> young) {
      patch.put(key, between(typed(old), typed(young)));
    } else {
      patch.put(key, next);
    }
  }

  /**
   * Whether a tree holds a null somewhere. A merge patch cannot write such a tree: null means
   * removal there, and API servers drop nulls inside lists too.
   */
  public static boolean holdsNull(@Nullable Object tree) {
    return switch (tree) {
      case null -> true;
      case Map<?, ?> map -> map.values().stream().anyMatch(MergePatch::holdsNull);
      case List<?> list -> list.stream().anyMatch(MergePatch::holdsNull);
      default -> false;
    };
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> typed(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }
}
