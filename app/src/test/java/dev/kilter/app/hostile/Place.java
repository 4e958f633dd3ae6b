package dev.kilter.app.hostile;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a path of the Kubernetes API names: a collection, or one object of it. */
record Place(String root, String namespace, String plural, String name, Map<String, String> query) {

  static Place of(String path) {
    int mark = path.indexOf('?');
    List<String> steps =
        Arrays.stream((mark < 0 ? path : path.substring(0, mark)).split("/", -1))
            .filter(step -> !step.isEmpty())
            .map(Place::decoded)
            .toList();
    int head = steps.isEmpty() ? 0 : steps.getFirst().equals("api") ? 2 : 3;
    int rest = Math.min(head, steps.size());
    boolean scoped = steps.size() > rest + 2 && steps.get(rest).equals("namespaces");
    int at = scoped ? rest + 2 : rest;
    return new Place(
        "/" + String.join("/", steps.subList(0, rest)),
        scoped ? steps.get(rest + 1) : "",
        at < steps.size() ? steps.get(at) : "",
        at + 1 < steps.size() ? steps.get(at + 1) : "",
        mark < 0 ? Map.of() : query(path.substring(mark + 1)));
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  String asked(String name) {
    return query.getOrDefault(name, "");
  }

  /** Where the objects of the collection are kept, all namespaces together. */
  String collection() {
    return root + "/" + plural;
  }
}
