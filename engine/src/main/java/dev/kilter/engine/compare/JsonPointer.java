package dev.kilter.engine.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RFC 6901. What it names may be missing: then there is nothing to ignore. */
record JsonPointer(List<String> tokens) implements IgnoredPath {
  JsonPointer {
    tokens = List.copyOf(tokens);
  }

  /** Throws {@link IllegalArgumentException}, whose message is for the user. */
  static JsonPointer parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "the JSON pointer \"" + text + "\" does not begin with a slash");
    }
    return new JsonPointer(
        Arrays.stream(text.substring(1).split("/", -1))
            .map(token -> token.replace("~1", "/").replace("~0", "~"))
            .toList());
  }

  @Override
  public List<List<Object>> find(@Nullable Object root) {
    List<Object> steps = new ArrayList<>();
    Object node = root;
    for (String token : tokens) {
      switch (node) {
        case Map<?, ?> map when map.containsKey(token) -> {
          steps.add(token);
          node = map.get(token);
        }
        case List<?> list when index(token) >= 0 && index(token) < list.size() -> {
          steps.add(index(token));
          node = list.get(index(token));
        }
        case null, default -> {
          return List.of();
        }
      }
    }
    return List.of(List.copyOf(steps));
  }

  private static int index(String token) {
    boolean number =
        !token.isEmpty()
            && token.length() < 10
            && token.chars().allMatch(c -> '0' <= c && c <= '9');
    return number ? Integer.parseInt(token) : -1;
  }
}
