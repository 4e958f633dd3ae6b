package dev.kilter.cluster;

import dev.kilter.cluster.apply.ApplyLoad;
import dev.kilter.cluster.apply.LimitedApi;
import dev.kilter.cluster.cache.CacheRuntime;
import dev.kilter.cluster.cache.CacheThreads;
import dev.kilter.cluster.connection.ConnectionException;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.kubernetes.KubernetesApi;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * How one cluster is reached.
 *
 * @param api for reads and streams
 * @param writes the same for writes, each of which may have to wait its turn
 * @param load of the writes
 * @param cache what its cache runs on
 * @param renewal lets it go on with other credentials
 * @param end closes the connection
 */
public record Link(
    KubernetesApi api,
    KubernetesApi writes,
    Supplier<ApplyLoad> load,
    CacheRuntime cache,
    Renewal renewal,
    Runnable end) {

  /** One that has to be opened anew for every change. */
  public Link(
      KubernetesApi api,
      KubernetesApi writes,
      Supplier<ApplyLoad> load,
      CacheRuntime cache,
      Runnable end) {
    this(api, writes, load, cache, _ -> false, end);
  }

  /** Takes on the credentials of a changed configuration. */
  public interface Renewal {
    /**
     * False where more than those changed. Throws {@link ConnectionException} where the
     * configuration is of no use.
     */
    boolean renew(ClusterConnection changed);
  }

  /** Opens the link to a cluster. */
  public interface Opener {
    /** Throws {@link ConnectionException} where the configuration is of no use. */
    Link open(ClusterConnection connection);
  }

  /** With threads and a limit of its own, over a connection of any make. */
  public static Link over(KubernetesApi api, String server, InstantSource clock) {
    return over(api, server, clock, _ -> false);
  }

  static Link over(KubernetesApi api, String server, InstantSource clock, Renewal renewal) {
    LimitedApi writes = new LimitedApi(api, clock);
    CacheThreads threads = new CacheThreads(server, api, clock);
    return new Link(api, writes, writes::load, threads, renewal, api::close);
  }
}
