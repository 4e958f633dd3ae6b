package dev.kilter.cluster;

import dev.kilter.cluster.connection.Endpoint;
import dev.kilter.cluster.connection.Kubeconfig;
import dev.kilter.cluster.connection.RenewableCredentials;
import dev.kilter.cluster.connection.SecretEndpoints;
import dev.kilter.cluster.connection.ServiceAccount;
import dev.kilter.cluster.connection.Surroundings;
import dev.kilter.cluster.transport.SocketApi;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.kubernetes.RequestObserver;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Opens connections to API servers. The home cluster, where Argo CD's custom resources are, is the
 * one that this process runs in, or a kubeconfig's; {@code https://kubernetes.default.svc} means it
 * as a destination.
 */
public final class Connections {
  /** Destination that stands for the home cluster, as Argo CD has it. */
  public static final String IN_CLUSTER = "https://kubernetes.default.svc";

  private final Supplier<Endpoint> home;
  private final SecretEndpoints secrets;

  private final RequestObserver observer;

  private Connections(Supplier<Endpoint> home, SecretEndpoints secrets, RequestObserver observer) {
    this.home = home;
    this.secrets = secrets;
    this.observer = observer;
  }

  /** From a kubeconfig; an empty context is the file's current one. */
  public static Connections fromKubeconfig(Path file, String context, InstantSource clock) {
    return fromKubeconfig(file, context, Surroundings.at(clock));
  }

  /**
   * From a kubeconfig whose login commands, as those of cluster Secrets, see these surroundings.
   */
  static Connections fromKubeconfig(Path file, String context, Surroundings surroundings) {
    return new Connections(
        () -> Kubeconfig.read(file, surroundings).endpoint(context),
        new SecretEndpoints(surroundings),
        RequestObserver.NONE);
  }

  /** From inside a pod. */
  public static Connections fromServiceAccount(ServiceAccount account, InstantSource clock) {
    return new Connections(
        account::endpoint, new SecretEndpoints(Surroundings.at(clock)), RequestObserver.NONE);
  }

  /** The same connections, whose requests are told to this observer. */
  public Connections observedBy(RequestObserver listener) {
    return new Connections(home, secrets, listener);
  }

  /** The home cluster. Throws ConnectionException where it is not configured. */
  public SocketApi home() {
    return new SocketApi(home.get(), observer);
  }

  /** To destination clusters. */
  Link.Opener links(InstantSource clock) {
    return connection -> {
      Endpoint endpoint = endpoint(connection);
      RenewableCredentials credentials = new RenewableCredentials(endpoint.credentials());
      return Link.over(
          new SocketApi(endpoint.by(credentials), observer),
          connection.server(),
          clock,
          changed -> renew(endpoint, credentials, endpoint(changed)));
    };
  }

  /** Rotating credentials is everyday work: what is known of the cluster stays known. */
  private static boolean renew(Endpoint now, RenewableCredentials credentials, Endpoint next) {
    if (!next.by(credentials).equals(now.by(credentials))) {
      return false;
    }
    credentials.renew(next.credentials());
    return true;
  }

  /** Its own credentials win; without any, the in-cluster address means the home cluster. */
  private Endpoint endpoint(ClusterConnection connection) {
    return connection.server().equals(IN_CLUSTER) && !hasCredentials(connection)
        ? home.get()
        : secrets.read(connection);
  }

  private static boolean hasCredentials(ClusterConnection connection) {
    return connection.config().keySet().stream().anyMatch(key -> !key.equals("tlsClientConfig"));
  }
}
