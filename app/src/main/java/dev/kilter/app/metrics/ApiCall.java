package dev.kilter.app.metrics;

import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import java.util.List;

/**
 * What a request to an API server is about, read from its path as Argo CD's metrics do: {@code
 * kind} is the plural resource, {@code verb} one of Get, List, Watch, Create, Update, Patch, Delete
 * and Unknown.
 */
record ApiCall(String verb, String kind, String namespace) {
  private static final ApiCall UNKNOWN = new ApiCall("Unknown", "", "");

  static ApiCall of(ApiRequest request) {
    int mark = request.path().indexOf('?');
    String query = mark < 0 ? "" : request.path().substring(mark + 1);
    String path = mark < 0 ? request.path() : request.path().substring(0, mark);
    List<String> parts = List.of(path.substring(1).split("/", -1));
    int prefix = parts.getFirst().equals("api") ? 2 : parts.getFirst().equals("apis") ? 3 : 0;
    if (prefix == 0 || parts.size() <= prefix) {
      return UNKNOWN;
    }
    List<String> rest = parts.subList(prefix, parts.size());
    boolean namespaced = rest.getFirst().equals("namespaces") && rest.size() > 2;
    List<String> resource = namespaced ? rest.subList(2, rest.size()) : rest;
    return new ApiCall(
        verb(request.method(), query, resource.size() > 1),
        resource.getFirst(),
        namespaced ? rest.get(1) : "");
  }

  private static String verb(String method, String query, boolean named) {
    return switch (method) {
      case "GET" ->
          query.startsWith("watch=") || query.contains("&watch=")
              ? "Watch"
              : named ? "Get" : "List";
      case "POST" -> "Create";
      case "PUT" -> "Update";
      case "PATCH" -> "Patch";
      case "DELETE" -> "Delete";
      default -> UNKNOWN.verb;
    };
  }
}
