package dev.kilter.testkit.apiserver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request's path in its steps, and its query. */
record Target(List<String> steps, Map<String, String> query) {
  Target {
    steps = List.copyOf(steps);
    query = Map.copyOf(query);
  }

  static Target of(String path) {
    int mark = path.indexOf('?');
    String plain = mark < 0 ? path : path.substring(0, mark);
    List<String> steps = new ArrayList<>();
    for (String step : plain.split("/", -1)) {
      if (!step.isEmpty()) {
        steps.add(decoded(step.replace("+", "%2B")));
      }
    }
    return new Target(steps, mark < 0 ? Map.of() : query(path.substring(mark + 1)));
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (!key.isEmpty()) {
        query.put(decoded(key), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  String value(String key) {
    return query.getOrDefault(key, "");
  }

  boolean has(String key) {
    return query.containsKey(key);
  }

  /** As Go reads a flag: absent and empty are false, but for a mere mention. */
  boolean flag(String key) {
    String value = value(key);
    return value.equals("true") || value.equals("1") || (has(key) && value.isEmpty());
  }
}
