package dev.kilter.app.wiring;

import dev.kilter.app.metrics.Metrics;
import dev.kilter.cluster.Connections;
import dev.kilter.cluster.connection.ConnectionException;
import dev.kilter.cluster.transport.SocketApi;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.SettingsStore;
import dev.kilter.server.http.HttpAdapter;
import dev.kilter.server.peer.PeerChannel;
import dev.kilter.server.peer.PeerRole;
import dev.kilter.server.peer.PeerTls;
import dev.kilter.server.views.RemoteApplicationViews;
import dev.kilter.server.views.RemoteFleetViews;
import dev.kilter.server.views.RemoteObjectViews;
import dev.kilter.store.KubernetesStores;
import dev.kilter.store.requests.Resources;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API and the web interface in a process of their own: custom resources, settings and accounts
 * it reads itself, and what is in none of them it asks of the controller that acts.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

  private final SocketApi api;
  private final KubernetesStores stores;
  private final PeerChannel channel;
  private final RemoteFleetViews fleet;
  private final Metrics metrics;
  private final HttpAdapter http;

  /**
   * What a server is started with.
   *
   * @param home the cluster that holds the custom resources
   * @param namespace the control plane's namespace
   * @param listening where people and programs call
   * @param controller where the controller is, {@code HOST:PORT}; empty to find it by its Lease
   */
  public record Options(
      Connections home, String namespace, Listening listening, Optional<String> controller) {}

  private ServerProcess(Options options, SocketApi api) throws StartException {
    InstantSource clock = InstantSource.system();
    this.api = api;
    Resources resources = new Resources(api);
    stores = ControllerProcess.open(options.namespace(), api, clock);
    channel =
        new PeerChannel(
            finder(options, resources),
            PeerTls.of(
                PeerAuthority.obtain(resources, options.namespace(), clock.instant(), true),
                PeerRole.SERVER,
                clock));
    fleet = new RemoteFleetViews(channel, this::everything);
    RemoteApplicationViews views = new RemoteApplicationViews(channel);
    metrics = new Metrics(new ProcessSight());
    ApiFace.prepareFirstLogin(stores);
    http =
        HttpAdapter.listen(
            options.listening().host(),
            options.listening().port(),
            ApiFace.everybody(stores.settings(), fleet::pushed, metrics, Optional::empty),
            Optional.of(
                ApiFace.of(
                    stores,
                    api,
                    options.namespace(),
                    new ApiFace.Seen(views, fleet, new RemoteObjectViews(channel), views))));
  }

  private static PeerChannel.Finder finder(Options options, Resources resources) {
    return options
        .controller()
        .<PeerChannel.Finder>map(address ->
            () -> Result.success(new PeerChannel.Found(address, "of --controller-address")))
        .orElseGet(() -> new ControllerFinder(resources, options.namespace()));
  }

  private Collection<ApplicationId> everything() {
    return stores.applications().list() instanceof Result.Success<List<Application>>(var all)
        ? all.stream().map(Application::id).toList()
        : List.of();
  }

  /** Comes back when it answers; whether a controller does is another matter. */
  public static ServerProcess start(Options options) throws StartException {
    SocketApi api;
    try {
      api = options.home().home();
    } catch (ConnectionException e) {
      throw new StartException("Cannot connect to the cluster: " + e.getMessage(), e);
    }
    ServerProcess process = new ServerProcess(options, api);
    process.fleet.start();
    LOG.info(
        "Kilter serves namespace {} of {}: listening on {}:{}",
        options.namespace(),
        api.server(),
        options.listening().host(),
        process.http.port());
    return process;
  }

  public SettingsStore settings() {
    return stores.settings();
  }

  @Override
  public void close() {
    http.close();
    fleet.close();
    channel.close();
    stores.close();
    api.close();
    metrics.close();
  }
}
