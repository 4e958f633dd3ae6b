package dev.kilter.cluster;

import dev.kilter.cluster.Clusters.ClusterContext;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** Clusters on one kubeconfig, with plain requests beside them. */
final class ClusterFixture implements AutoCloseable {
  static final String SERVER = Connections.IN_CLUSTER;
  private static final Duration SILENCE = Duration.ofSeconds(15);

  final Connections connections;
  final RawCluster raw;
  final Clusters clusters;
  volatile Settings settings = TestSettings.defaults();

  ClusterFixture(Path kubeconfig) {
    this(Connections.fromKubeconfig(kubeconfig, "", InstantSource.system()));
  }

  ClusterFixture(Connections connections) {
    this.connections = connections;
    this.raw = new RawCluster(connections.home());
    this.clusters =
        new Clusters(
            connections.links(InstantSource.system()),
            new ClusterContext(
                _ -> Optional.empty(), () -> settings, InstantSource.system(), SILENCE));
  }

  static ClusterConnection home() {
    return home(List.of(), false);
  }

  static ClusterConnection home(List<String> namespaces, boolean clusterResources) {
    return new ClusterConnection(
        SERVER, "in-cluster", namespaces, clusterResources, "", Map.of(), Map.of());
  }

  ClusterFixture connect() {
    clusters.update(List.of(home()));
    awaitSynced(SERVER);
    return this;
  }

  void awaitSynced(String server) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            clusters.clusters().stream()
                .anyMatch(state -> state.server().equals(server) && state.synced()));
  }

  /** What the cache holds for an application, asked without a request. */
  List<LiveResource> held(String application) {
    return clusters.live(SERVER, application, List.of())
            instanceof Result.Success<LiveState>(var live)
        ? List.copyOf(live.resources().values())
        : List.of();
  }

  /** A ConfigMap with an application's mark, made by somebody else. */
  void tracked(String namespace, String name, String application) {
    raw.post(
        "/api/v1/namespaces/" + namespace + "/configmaps",
        "{\"metadata\":{\"name\":\"%s\",\"annotations\":{\"%s\":\"%s:/ConfigMap:%s/%s\"}}}"
            .formatted(name, TrackingId.ANNOTATION, application, namespace, name));
  }

  static ResourceKey configMap(String namespace, String name) {
    return new ResourceKey("", "ConfigMap", namespace, name);
  }

  static Manifest json(String text) {
    return Manifest.of(
        dev.kilter.codec.Json.object(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    clusters.close();
  }
}
