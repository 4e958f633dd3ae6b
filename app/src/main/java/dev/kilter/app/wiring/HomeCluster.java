package dev.kilter.app.wiring;

import dev.kilter.cluster.Connections;
import dev.kilter.cluster.connection.ServiceAccount;
import dev.kilter.model.application.Destination;
import dev.kilter.model.cluster.ClusterConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that holds Kilter's own state: the pod's own where this is a pod and no kubeconfig is
 * named, else that of a kubeconfig, {@code --kubeconfig}, {@code $KUBECONFIG} or {@code
 * ~/.kube/config}.
 */
public final class HomeCluster {
  private HomeCluster() {}

  public static Connections connect(
      @Nullable Path kubeconfig, @Nullable String context, InstantSource clock) {
    ServiceAccount account = new ServiceAccount(System.getenv(), clock);
    if (kubeconfig == null && account.present()) {
      return Connections.fromServiceAccount(account, clock);
    }
    return Connections.fromKubeconfig(
        kubeconfig != null ? kubeconfig : usualKubeconfig(), context == null ? "" : context, clock);
  }

  /** Of several files in $KUBECONFIG the first that exists is read. */
  private static Path usualKubeconfig() {
    String named = Optional.ofNullable(System.getenv("KUBECONFIG")).orElse("");
    List<Path> files =
        Stream.of(named.split(java.io.File.pathSeparator, -1))
            .filter(file -> !file.isBlank())
            .map(Path::of)
            .toList();
    return files.stream()
        .filter(Files::exists)
        .findFirst()
        .or(() -> files.stream().findFirst())
        .orElse(Path.of(System.getProperty("user.home"), ".kube", "config"));
  }

  /** The same cluster as a destination, under the name that Argo CD gives it. */
  static ClusterConnection destination() {
    return new ClusterConnection(
        Destination.IN_CLUSTER_SERVER,
        Destination.IN_CLUSTER_NAME,
        List.of(),
        true,
        "",
        Map.of(),
        Map.of());
  }
}
