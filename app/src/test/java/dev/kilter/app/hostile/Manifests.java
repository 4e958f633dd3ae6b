package dev.kilter.app.hostile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees that are known to be objects. */
final class Manifests {
  private Manifests() {}

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  static Map<String, @Nullable Object> map(@Nullable Object tree) {
    return tree instanceof Map<?, ?> ? (Map<String, @Nullable Object>) tree : Map.of();
  }
}
