package dev.kilter.app.hostile;

import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an API server says about itself: its version, its kinds and their shapes. */
final class Documents {
  private static final List<String> VERBS =
      List.of("create", "delete", "get", "list", "patch", "update", "watch");
  private static final Map<String, String> KINDS =
      Map.of(
          "configmaps", "ConfigMap",
          "secrets", "Secret",
          "namespaces", "Namespace",
          "events", "Event",
          "widgets", "Widget",
          "applications", "Application",
          "appprojects", "AppProject",
          "applicationjournals", "ApplicationJournal");

  private Documents() {}

  static String kind(String plural) {
    return KINDS.getOrDefault(plural, "Thing");
  }

  static ApiResponse answer(String path, String server) {
    String plain = path.replaceFirst("\\?.*", "");
    return switch (plain) {
      case "/version" -> MemoryServer.ok(Map.of("gitVersion", "v1.36.3", "major", "1"));
      case "/api" ->
          MemoryServer.ok(
              groups(
                  group(
                      "",
                      List.of(
                          resource("", "configmaps", "Namespaced"),
                          resource("", "secrets", "Namespaced"),
                          resource("", "namespaces", "Cluster")))));
      case "/apis" ->
          MemoryServer.ok(
              groups(
                  group("example.org", List.of(resource("example.org", "widgets", "Namespaced")))));
      case "/openapi/v3" ->
          MemoryServer.ok(
              Map.of(
                  "paths",
                  Map.of("api/v1", Map.of("serverRelativeURL", "/openapi/v3/api/v1?hash=1"))));
      case "/openapi/v3/api/v1" -> MemoryServer.ok(schemas());
      default ->
          MemoryServer.status(404, "NotFound", "the server could not find the requested resource");
    };
  }

  private static Map<String, Object> groups(Map<String, Object> group) {
    return Map.of(
        "kind",
        "APIGroupDiscoveryList",
        "apiVersion",
        "apidiscovery.k8s.io/v2",
        "metadata",
        Map.of(),
        "items",
        List.of(group));
  }

  private static Map<String, Object> group(String name, List<Map<String, Object>> resources) {
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("version", "v1");
    version.put("resources", new ArrayList<>(resources));
    version.put("freshness", "Current");
    return Map.of("metadata", Map.of("name", name), "versions", List.of(version));
  }

  private static Map<String, Object> resource(String group, String plural, String scope) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("resource", plural);
    resource.put("responseKind", Map.of("group", group, "version", "v1", "kind", kind(plural)));
    resource.put("scope", scope);
    resource.put("verbs", VERBS);
    return resource;
  }

  private static Map<String, Object> schemas() {
    Map<String, Object> texts =
        Map.of("type", "object", "additionalProperties", Map.of("type", "string"));
    Map<String, Object> definitions = new LinkedHashMap<>();
    for (String kind : List.of("ConfigMap", "Secret", "Namespace")) {
      Map<String, Object> definition = new LinkedHashMap<>();
      definition.put("type", "object");
      definition.put(
          "properties",
          Map.of(
              "apiVersion",
              Map.of("type", "string"),
              "kind",
              Map.of("type", "string"),
              "metadata",
              Map.of("type", "object"),
              "type",
              Map.of("type", "string"),
              "data",
              texts));
      definition.put(
          "x-kubernetes-group-version-kind",
          List.of(Map.of("group", "", "version", "v1", "kind", kind)));
      definitions.put("io.k8s.api.core.v1." + kind, definition);
    }
    return Map.of("openapi", "3.0.0", "components", Map.of("schemas", definitions));
  }
}
