package dev.kilter.engine.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's defaults of a LimitRange's items (kubernetes, SetDefaults_LimitRangeItem). */
final class LimitRanges {
  private LimitRanges() {}

  static Map<String, @Nullable Object> withDefaults(Map<String, @Nullable Object> item) {
    if (!"Container".equals(item.get("type"))) {
      return item;
    }
    Map<String, @Nullable Object> limits = filled(item.get("default"), item.get("max"));
    Map<String, @Nullable Object> requests =
        filled(filled(item.get("defaultRequest"), limits), item.get("min"));
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(item);
    copy.put("default", limits);
    copy.put("defaultRequest", requests);
    return copy;
  }

  private static Map<String, @Nullable Object> filled(
      @Nullable Object own, @Nullable Object fallback) {
    Map<String, @Nullable Object> filled = new LinkedHashMap<>(Trees.mapOrEmpty(fallback));
    filled.putAll(Trees.mapOrEmpty(own));
    return filled;
  }
}
