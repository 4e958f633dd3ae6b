package dev.kilter.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request. {@code path} starts with a slash, its segments percent-encoded; {@code query} is
 * decoded; {@code body} is a JSON tree.
 */
public record Call(
    String method, String path, Map<String, List<String>> query, Optional<Object> body) {

  public static Call get(String path) {
    return new Call("GET", path, Map.of(), Optional.empty());
  }

  public static Call of(String method, String path) {
    return new Call(method, path, Map.of(), Optional.empty());
  }

  /** The same call with one more value of a query parameter; nothing is added for empty text. */
  public Call with(String name, String value) {
    if (value.isEmpty()) {
      return this;
    }
    Map<String, List<String>> more = new LinkedHashMap<>(query);
    List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
    values.add(value);
    more.put(name, List.copyOf(values));
    return new Call(method, path, more, body);
  }

  public Call with(String name, boolean value) {
    return value ? with(name, "true") : this;
  }

  public Call body(Object tree) {
    return new Call(method, path, query, Optional.of(tree));
  }

  /** The first value of a query parameter, empty where it is missing. */
  public String query(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  public boolean flag(String name) {
    return query(name).equals("true");
  }

  /** A path segment from any text: slashes and the like are percent-encoded. */
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
