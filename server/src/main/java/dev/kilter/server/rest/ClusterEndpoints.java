package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.server.openapi.About;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clusters and how they do. Their credentials are in no answer. */
final class ClusterEndpoints {
  static final String CLUSTERS = "clusters";

  private final Ports ports;

  ClusterEndpoints(Ports ports) {
    this.ports = ports;
  }

  void mount(Router router) {
    router.on(
        "GET",
        "/api/v1/clusters",
        About.of("ClusterService_List", "v1alpha1ClusterList"),
        this::list);
    router.on(
        "GET",
        "/api/v1/clusters/{id}",
        About.of("ClusterService_Get", "v1alpha1Cluster").asks("id.type"),
        this::get);
  }

  private Answer list(Request request) {
    return Answer.ok(
        Map.of(
            "metadata",
            Map.of(),
            "items",
            clusters().stream()
                .filter(cluster -> request.caller().may(CLUSTERS, Lookup.GET, cluster.server()))
                .map(ClusterEndpoints::tree)
                .toList()));
  }

  private List<ClusterState> clusters() {
    return Problems.unwrap(ports.fleet().clusters());
  }

  /** By address, or by name with {@code id.type=name}; what may not be seen does not exist. */
  private Answer get(Request request) {
    String id = request.parameter("id");
    boolean byName = request.query("id.type").startsWith("name");
    return clusters().stream()
        .filter(cluster -> (byName ? cluster.name() : cluster.server()).equals(id))
        .filter(cluster -> request.caller().may(CLUSTERS, Lookup.GET, cluster.server()))
        .findFirst()
        .map(cluster -> Answer.ok(tree(cluster)))
        .orElseThrow(() ->
            Problem.of(ProblemKind.FORBIDDEN, "permission denied")
                .saying(
                    "You see no cluster \"" + id + "\".",
                    "It does not exist, or you may not see it.",
                    "kubectl get secrets -A -l argocd.argoproj.io/secret-type=cluster")
                .exception());
  }

  private static Map<String, @Nullable Object> tree(ClusterState cluster) {
    String status = cluster.connected() ? "Successful" : "Failed";
    Map<String, @Nullable Object> connection =
        Document.pair("status", status, "message", cluster.message());
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("connectionState", connection);
    info.put("serverVersion", cluster.version());
    info.put("cacheInfo", Map.of("resourcesCount", cluster.objects()));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("server", cluster.server());
    tree.put("name", cluster.name());
    tree.put("serverVersion", cluster.version());
    tree.put("connectionState", connection);
    tree.put("info", info);
    return tree;
  }
}
