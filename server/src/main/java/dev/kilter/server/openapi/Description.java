package dev.kilter.server.openapi;

import dev.kilter.api.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The routes as Swagger 2.0, the form in which Argo CD describes itself. */
public final class Description {
  private static final Pattern IN_PATH = Pattern.compile("\\{([^}=]+)(?:=\\*\\*)?}");

  private Description() {}

  /** A route as the router knows it. */
  public record Route(String method, String pattern, About about, boolean streams) {}

  public static Map<String, @Nullable Object> of(List<Route> routes, String version) {
    Map<String, Map<String, @Nullable Object>> paths = new TreeMap<>();
    for (Route route : routes) {
      paths
          .computeIfAbsent(path(route.pattern()), _ -> new TreeMap<>())
          .put(route.method().toLowerCase(Locale.ROOT), operation(route));
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("swagger", "2.0");
    tree.put(
        "info",
        Map.of(
            "title",
            "Kilter API",
            "description",
            "Argo CD's REST API, and what is Kilter's own under /api/v1/ext. Every GET takes"
                + " `fields` to select parts of its answer.",
            "version",
            version));
    tree.put("consumes", List.of("application/json"));
    tree.put("produces", List.of("application/json"));
    tree.put(
        "securityDefinitions",
        Map.of("token", Map.of("type", "apiKey", "name", "Authorization", "in", "header")));
    tree.put("security", List.of(Map.of("token", List.of())));
    tree.put("paths", paths);
    tree.put("definitions", Definitions.schemas());
    return tree;
  }

  private static String path(String pattern) {
    return IN_PATH.matcher(pattern).replaceAll("{$1}");
  }

  private static Map<String, @Nullable Object> operation(Route route) {
    About about = route.about();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("tags", List.of(about.id().substring(0, about.id().indexOf('_'))));
    tree.put("operationId", about.id());
    tree.put("parameters", parameters(route));
    Map<String, @Nullable Object> answer = Definitions.schema(about.answer());
    tree.put(
        "responses",
        Document.pair(
            "200",
            Document.pair(
                "description",
                route.streams() ? "A successful response.(streaming responses)" : "A response.",
                "schema",
                route.streams() ? event(about.answer(), answer) : answer),
            "default",
            Document.pair("description", "A refusal.", "schema", Definitions.schema("Problem"))));
    return tree;
  }

  private static Map<String, @Nullable Object> event(
      String name, Map<String, @Nullable Object> result) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("type", "object");
    tree.put("title", "Stream result of " + name);
    tree.put("properties", Map.of("result", result));
    return tree;
  }

  private static List<Map<String, @Nullable Object>> parameters(Route route) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    Matcher inPath = IN_PATH.matcher(route.pattern());
    while (inPath.find()) {
      Map<String, @Nullable Object> parameter = parameter(inPath.group(1), "path");
      parameter.put("required", true);
      all.add(parameter);
    }
    query(route).forEach(one -> all.add(inQuery(one)));
    if (!route.about().body().isEmpty()) {
      Map<String, @Nullable Object> parameter = new LinkedHashMap<>();
      parameter.put("name", "body");
      parameter.put("in", "body");
      parameter.put("required", true);
      parameter.put("schema", Definitions.schema(route.about().body()));
      all.add(parameter);
    }
    return all;
  }

  /** Every call about one application says by the same two parameters which one it means. */
  private static List<String> query(Route route) {
    List<String> all = new ArrayList<>(route.about().query());
    if (route.pattern().contains("/applications/{name}")) {
      all.addAll(List.of("appNamespace", "project"));
    }
    return all;
  }

  private static Map<String, @Nullable Object> inQuery(String described) {
    if (described.endsWith("[]")) {
      Map<String, @Nullable Object> list =
          parameter(described.substring(0, described.length() - 2), "query");
      list.put("type", "array");
      list.put("items", Map.of("type", "string"));
      list.put("collectionFormat", "multi");
      return list;
    }
    int colon = described.indexOf(':');
    Map<String, @Nullable Object> one =
        parameter(colon < 0 ? described : described.substring(0, colon), "query");
    Optional.of(colon)
        .filter(at -> at >= 0)
        .ifPresent(at -> one.put("type", described.substring(at + 1)));
    return one;
  }

  private static Map<String, @Nullable Object> parameter(String name, String in) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("in", in);
    tree.put("type", "string");
    return tree;
  }
}
