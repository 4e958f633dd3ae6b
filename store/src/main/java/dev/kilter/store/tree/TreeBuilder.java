package dev.kilter.store.tree;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds one map of a tree in the given order. What is empty is left out, as Go's omitempty does.
 */
public final class TreeBuilder {
  private final Map<String, @Nullable Object> map = new LinkedHashMap<>();

  /** Writes the value even where it is empty. */
  public TreeBuilder always(String name, Object value) {
    map.put(name, value);
    return this;
  }

  public TreeBuilder put(String name, String text) {
    return text.isEmpty() ? this : always(name, text);
  }

  public TreeBuilder put(String name, boolean flag) {
    return flag ? always(name, true) : this;
  }

  public TreeBuilder put(String name, long number) {
    return number == 0 ? this : always(name, number);
  }

  public TreeBuilder put(String name, Map<String, ? extends @Nullable Object> below) {
    return below.isEmpty() ? this : always(name, below);
  }

  public TreeBuilder put(String name, Collection<?> items) {
    return items.isEmpty() ? this : always(name, items);
  }

  public TreeBuilder time(String name, Instant time) {
    return always(name, Times.text(time));
  }

  public TreeBuilder time(String name, Optional<Instant> time) {
    time.ifPresent(value -> time(name, value));
    return this;
  }

  public Map<String, @Nullable Object> build() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
