package dev.kilter.app.wiring;

import dev.kilter.app.metrics.ApiRequests;
import dev.kilter.app.metrics.GitRequests;
import dev.kilter.app.metrics.MeteredApplier;
import dev.kilter.app.metrics.Metrics;
import dev.kilter.app.metrics.SyncCounter;
import dev.kilter.app.runtime.ControllerRuntime;
import dev.kilter.app.views.LocalObjects;
import dev.kilter.app.views.LocalViews;
import dev.kilter.app.views.Sources;
import dev.kilter.cluster.Clusters;
import dev.kilter.cluster.connection.ConnectionException;
import dev.kilter.cluster.transport.SocketApi;
import dev.kilter.codec.Json;
import dev.kilter.control.effect.Ports;
import dev.kilter.control.state.LoopOptions;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.engine.health.BuiltinHealth;
import dev.kilter.git.AnySource;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.render.ManifestRenderer;
import dev.kilter.model.store.CredentialStore.Changed;
import dev.kilter.model.time.SteadyClock;
import dev.kilter.store.KubernetesStores;
import dev.kilter.store.lease.ControllerLease;
import dev.kilter.store.requests.Resources;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running controller: everything wired, in the order in which it must come up and go down. */
public final class ControllerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerProcess.class);
  private static final Duration STORES_SYNC = Duration.ofSeconds(60);

  private final Lines lines;
  private final KubernetesStores stores;
  private final Clusters clusters;
  private final ControllerRuntime runtime;
  private final LocalViews views;
  private final Metrics metrics;
  private final HttpFaces http;
  private final PeerFace peers;
  private final Ownership ownership;
  private final ControllerOptions options;

  /**
   * Two lines to one API server: what is renewed to be allowed to write must not wait behind what
   * is written. With 10,000 syncs under way it had waited until the Lease was out.
   */
  private record Lines(SocketApi work, SocketApi lease) implements AutoCloseable {
    @Override
    public void close() {
      work.close();
      lease.close();
    }
  }

  private ControllerProcess(ControllerOptions options, Lines lines, Metrics metrics, Runnable lost)
      throws StartException {
    InstantSource clock = InstantSource.system();
    SteadyClock steady = SteadyClock.system();
    this.options = options;
    this.lines = lines;
    SocketApi api = lines.work();
    this.metrics = metrics;
    peers = PeerFace.open(options, new Resources(lines.lease()));
    ownership =
        new Ownership(lease(options, lines.lease(), peers.address()), clock, this::begin, lost);
    Fence fence = new Fence(ownership::holds);
    KubernetesApi fenced = fence.around(api);
    stores = open(options.namespace(), fenced, clock);
    clusters =
        new Clusters(
            options.home(), new BuiltinHealth(Json::parse), stores.settings()::current, steady);
    followClusters();
    AnySource sources = Fetchers.open(fenced, options, stores, new GitRequests(metrics.registry()));
    ManifestRenderer renderer = Renderers.open(options, stores, sources);
    runtime =
        new ControllerRuntime(
            new Ports(
                stores.applications(),
                stores.credentials(),
                sources,
                renderer,
                clusters,
                new MeteredApplier(fence.around(clusters), metrics.registry(), hostName()),
                new Ports.Memory(stores.tombstones(), stores.events(), stores.journal())),
            stores.settings(),
            stores.projects(),
            loop(options),
            steady,
            metrics.loop());
    LocalViews.Sight sight = sight(clock);
    Sources asked =
        new Sources(
            sources,
            renderer,
            stores.credentials(),
            stores.settings(),
            clusters::apiResources,
            options.namespace());
    views = new LocalViews(sight, asked);
    LocalObjects objects =
        new LocalObjects(sight, asked, fence.around(clusters), stores.tombstones());
    stores.applications().watch(new SyncCounter(metrics.registry(), this::server));
    http =
        new HttpFaces(
            options,
            fenced,
            new HttpFaces.Inside(runtime, views, objects, stores, metrics, this::notReady));
    peers.serve(views, objects, runtime, () -> options.observe() || ownership.holds());
  }

  private LocalViews.Sight sight(InstantSource clock) {
    return new LocalViews.Sight(
        runtime.snapshots(),
        clusters,
        stores.settings(),
        stores.projects(),
        clock,
        options.namespace());
  }

  private static ControllerLease lease(
      ControllerOptions options, KubernetesApi api, String address) {
    ThisProcess process = ThisProcess.look();
    return new ControllerLease(
        new Resources(api),
        options.namespace(),
        process.holder(hostName(), address),
        process::gone,
        ControllerLease.Ticks.system());
  }

  /**
   * Comes back when everything is started; applications are followed from then on, or from when
   * another controller no longer is. {@code lost} hears that this one may not act any more.
   */
  public static ControllerProcess start(ControllerOptions options, Runnable lost)
      throws StartException {
    ProcessSight sight = new ProcessSight();
    Metrics metrics = new Metrics(sight);
    ControllerOptions observed = options.observedBy(new ApiRequests(metrics.registry()));
    Lines lines;
    try {
      lines = new Lines(observed.home().home(), observed.home().home());
    } catch (ConnectionException e) {
      throw new StartException("Cannot connect to the cluster: " + e.getMessage(), e);
    }
    ControllerProcess process = new ControllerProcess(observed, lines, metrics, lost);
    sight.look(process.runtime, process.clusters, process.stores.settings());
    if (options.observe()) {
      process.http.advertise();
      process.runtime.start();
    } else {
      process.ownership.start();
    }
    LOG.info(
        "Kilter {} in namespace {} of {}: listening on {}:{}",
        process.does(),
        options.namespace(),
        lines.work().server(),
        options.host(),
        process.port());
    if (!process.peers.address().isEmpty()) {
      LOG.info("Servers ask at {}", process.peers.address());
    }
    return process;
  }

  private String does() {
    if (options.observe()) {
      return "observes";
    }
    return ownership.holds() ? "runs" : "stands by";
  }

  /** Our turn: from here on this process acts. */
  private void begin() {
    stores.projects().ensureDefault();
    http.prepareFirstLogin(stores);
    http.advertise();
    runtime.start();
  }

  /** A pod's name is its host name. */
  private static String hostName() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
  }

  private String server(ApplicationId id) {
    return runtime.snapshots().find(id).map(ApplicationSnapshot::server).orElse("");
  }

  /** Everything that is in the control plane's namespace, listed and watched. */
  static KubernetesStores open(String namespace, KubernetesApi api, InstantSource clock)
      throws StartException {
    CustomResources.require(api);
    Result<KubernetesStores> opened =
        KubernetesStores.open(
            api,
            new KubernetesStores.Options(namespace, Optional.of(HomeCluster.destination()), clock),
            KubernetesStores.Mode.WATCHING);
    KubernetesStores stores =
        switch (opened) {
          case Result.Success<KubernetesStores>(var value) -> value;
          case Result.Failed<KubernetesStores>(var failure) ->
              throw new StartException("Cannot read the settings: " + failure.message());
        };
    try {
      if (!stores.awaitSynced(STORES_SYNC)) {
        throw new StartException(
            "The custom resources could not be listed within a minute; see the log above");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while starting", e);
    }
    return stores;
  }

  private void followClusters() {
    clusters.update(stores.credentials().clusters());
    stores
        .credentials()
        .watch(changed -> {
          if (changed == Changed.CLUSTERS) {
            clusters.update(stores.credentials().clusters());
          }
        });
    stores.settings().watch(_ -> clusters.settingsChanged());
  }

  private static LoopOptions loop(ControllerOptions options) {
    String gpg = System.getenv().getOrDefault("ARGOCD_GPG_ENABLED", "");
    LoopOptions loop =
        LoopOptions.of(options.namespace()).checking(LoopOptions.SignatureChecks.of(gpg));
    return options.observe() ? loop.observing() : loop;
  }

  /** Empty once it is our turn and every cluster that can be reached is listed. */
  private Optional<String> notReady() {
    return Optional.of(ownership)
        .filter(_ -> !options.observe())
        .flatMap(Ownership::standingBy)
        .or(this::stillListing);
  }

  private Optional<String> stillListing() {
    return clusters.clusters().stream()
        .filter(cluster -> cluster.connected() && !cluster.synced())
        .findFirst()
        .map(cluster -> "still listing cluster " + cluster.name());
  }

  public int port() {
    return http.port();
  }

  public LocalViews views() {
    return views;
  }

  public KubernetesStores stores() {
    return stores;
  }

  /** Why a cluster cannot be used, by its name; for whoever waits for the start. */
  public List<ClusterState> clusters() {
    return clusters.clusters();
  }

  /** Runs are finished or parked first, then everything goes down in reverse. */
  @Override
  public void close() {
    http.close();
    peers.close();
    runtime.close();
    clusters.close();
    stores.close();
    ownership.close();
    lines.close();
    metrics.close();
  }
}
