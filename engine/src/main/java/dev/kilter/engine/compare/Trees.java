package dev.kilter.engine.compare;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading nodes of manifest trees, whose maps have string keys by construction. */
final class Trees {
  private Trees() {}

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  static Map<String, @Nullable Object> map(Object node) {
    return (Map<String, @Nullable Object>) node;
  }

  /** The map at the node; an empty one where there is none. */
  static Map<String, @Nullable Object> mapOrEmpty(@Nullable Object node) {
    return node instanceof Map<?, ?> ? map(node) : Map.of();
  }

  @SuppressWarnings("unchecked") // any list will do
  static List<@Nullable Object> list(Object node) {
    return (List<@Nullable Object>) node;
  }

  static List<@Nullable Object> listOrEmpty(@Nullable Object node) {
    return node instanceof List<?> ? list(node) : List.of();
  }

  /** The very same node: how a walk tells what it left as it was. */
  @SuppressWarnings("ReferenceEquality") // identity is the point: equal trees may be different ones
  static boolean sameNode(@Nullable Object one, @Nullable Object other) {
    return one == other;
  }

  /** What an API server leaves out of its answers: false, zero and the empty string. */
  static boolean zero(Object scalar) {
    return switch (scalar) {
      case Boolean flag -> !flag;
      case Number number -> number.doubleValue() == 0;
      case String text -> text.isEmpty();
      default -> false;
    };
  }
}
