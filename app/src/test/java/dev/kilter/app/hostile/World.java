package dev.kilter.app.hostile;

import dev.kilter.app.runtime.ControllerRuntime;
import dev.kilter.app.runtime.LoopListener;
import dev.kilter.app.views.LocalViews;
import dev.kilter.app.views.Sources;
import dev.kilter.cluster.Clusters;
import dev.kilter.cluster.Link;
import dev.kilter.cluster.connection.SecretEndpoints;
import dev.kilter.cluster.connection.Surroundings;
import dev.kilter.codec.Json;
import dev.kilter.control.effect.Ports;
import dev.kilter.control.state.LoopOptions;
import dev.kilter.engine.health.BuiltinHealth;
import dev.kilter.git.GitOptions;
import dev.kilter.git.JGitFetcher;
import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Destination;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.store.CredentialStore.Changed;
import dev.kilter.model.time.SteadyClock;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.render.SourceRenderer;
import dev.kilter.store.KubernetesStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A controller as the product wires it, over API servers and repositories in memory: a healthy
 * neighbour that is deployed already, and room for a victim beside it.
 */
final class World implements AutoCloseable {
  static final String NEIGHBOUR_REPO = "https://git.example/neighbour";
  static final String VICTIM_REPO = "https://git.example/victim";
  private static final String APPLICATIONS =
      "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/";
  private static final String NEIGHBOUR = "neighbour";
  private static final String OBJECT = "/api/v1/namespaces/web/configmaps/page";

  /** A hang, not slowness: nothing here takes a second on an idle machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  final MemoryServer home = new MemoryServer(Destination.IN_CLUSTER_SERVER);
  final MemoryServer odd;
  final GivenSources sources;
  final String victim;
  final String canary;
  private final Path folder;
  private final JGitFetcher git;
  private final KubernetesStores stores;
  private final Clusters clusters;
  private final ControllerRuntime runtime;
  private final LocalViews views;
  private int pages;

  World(long number, Path folder) throws IOException {
    this.folder = folder;
    victim = "victim-" + number;
    canary = "canary" + number + "secret";
    odd = new MemoryServer("https://odd-" + number + ".example");
    Furniture.arrange(this);
    InstantSource clock = InstantSource.system();
    stores =
        ((Result.Success<KubernetesStores>)
                KubernetesStores.open(
                    home,
                    new KubernetesStores.Options("argocd", Optional.of(inCluster()), clock),
                    KubernetesStores.Mode.WATCHING))
            .value();
    git = git(folder.resolve("cache"), clock);
    sources = new GivenSources(git);
    clusters =
        new Clusters(
            connection -> Link.over(open(connection), connection.server(), clock),
            new Clusters.ClusterContext(
                new BuiltinHealth(Json::parse),
                stores.settings()::current,
                clock,
                Clusters.ClusterContext.SILENCE));
    runtime =
        new ControllerRuntime(
            new Ports(
                stores.applications(),
                stores.credentials(),
                sources,
                new SourceRenderer(),
                clusters,
                clusters,
                new Ports.Memory(stores.tombstones(), stores.events(), stores.journal())),
            stores.settings(),
            stores.projects(),
            LoopOptions.of("argocd"),
            SteadyClock.system(),
            LoopListener.NONE);
    views =
        new LocalViews(
            new LocalViews.Sight(
                runtime.snapshots(),
                clusters,
                stores.settings(),
                stores.projects(),
                clock,
                "argocd"),
            new Sources(
                sources,
                new SourceRenderer(),
                stores.credentials(),
                stores.settings(),
                clusters::apiResources,
                "argocd"));
  }

  private JGitFetcher git(Path folder, InstantSource clock) throws IOException {
    return new JGitFetcher(
        new GitOptions(
            folder,
            () -> stores.settings().current().sources(),
            () -> stores.settings().current().reconciliation().timeout(),
            () -> "",
            _ -> "",
            Map::of,
            ReferredAccess.OPEN,
            clock));
  }

  private KubernetesApi open(ClusterConnection connection) {
    if (connection.server().equals(Destination.IN_CLUSTER_SERVER)) {
      return home;
    }
    Object _ = new SecretEndpoints(Surroundings.at(InstantSource.system())).read(connection);
    return odd;
  }

  private static ClusterConnection inCluster() {
    return new ClusterConnection(
        Destination.IN_CLUSTER_SERVER,
        Destination.IN_CLUSTER_NAME,
        List.of(),
        true,
        "",
        Map.of(),
        Map.of());
  }

  /** The process starts, and deploys the neighbour. */
  void start() throws InterruptedException {
    commit();
    followClusters();
    if (!stores.awaitSynced(PATIENCE)) {
      throw new AssertionError("the stores are not listed");
    }
    runtime.start();
    await("the neighbour is deployed", this::neighbourIsWell);
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

  /** The next page of the neighbour, and the webhook that tells of it. */
  private void commit() {
    pages++;
    sources.commit(NEIGHBOUR_REPO, Map.of("web/page.yaml", Furniture.page("page " + pages)));
    pushed(NEIGHBOUR_REPO);
  }

  void pushed(String url) {
    runtime.pushed(new PushEvent(List.of(url), "refs/heads/main", "", "", List.of(), false, true));
  }

  void push(PushEvent push) {
    runtime.pushed(push);
  }

  Map<String, String> webhookSecrets() {
    return stores.settings().current().webhookSecrets();
  }

  void neighbourTakesACommit() throws InterruptedException {
    commit();
    await("the neighbour takes a commit", this::neighbourIsWell);
  }

  /** The object first: the application is at rest before the sync that writes it, too. */
  private boolean neighbourIsWell() {
    return home.find(OBJECT)
            .flatMap(object -> object.text("data", "key"))
            .filter(("page " + pages)::equals)
            .isPresent()
        && application(NEIGHBOUR)
            .filter(it -> Verdict.of(it).kind() == Verdict.Kind.WELL && restsAfterASync(it))
            .filter(it -> it.text("status", "health", "status").orElse("").equals("Healthy"))
            .isPresent();
  }

  /** Its last sync has ended, is remembered, and is what its status is about. */
  private static boolean restsAfterASync(Manifest application) {
    return application.text("status", "operationState", "phase").equals(Optional.of("Succeeded"))
        && application.items("status", "history").stream()
            .reduce((_, last) -> last)
            .flatMap(last -> last.text("revision"))
            .equals(application.text("status", "sync", "revision"));
  }

  /** What the neighbour and its objects say, but for the time of the last look. */
  List<Object> neighbour() {
    return List.of(
        application(NEIGHBOUR)
            .map(it -> it.without("status", "reconciledAt").without("metadata", "resourceVersion"))
            .orElseThrow(),
        home.find(OBJECT).orElseThrow());
  }

  /** Where the case may put files. */
  Path folder() {
    return folder;
  }

  String applicationPath() {
    return APPLICATIONS + victim;
  }

  Optional<Manifest> victim() {
    return application(victim);
  }

  private Optional<Manifest> application(String name) {
    return home.find(APPLICATIONS + name);
  }

  Verdict verdict() {
    return victim().map(Verdict::of).orElseGet(() -> new Verdict(Verdict.Kind.PENDING, ""));
  }

  Result<Explained> explained() {
    return views.explain(new ApplicationId("argocd", victim));
  }

  /** What anybody may read that knows of the applications. */
  String everythingSaid() {
    StringBuilder said = new StringBuilder();
    for (String collection : List.of("/apis/argoproj.io/v1alpha1/applications", "/api/v1/events")) {
      home.all(collection).forEach(object -> said.append(Json.text(object.root())).append('\n'));
    }
    said.append(explained()).append('\n').append(clusters.clusters());
    return said.append(stores.settings().current().problems()).toString();
  }

  List<String> deletions() {
    return java.util.stream.Stream.concat(home.deletions().stream(), odd.deletions().stream())
        .toList();
  }

  void await(String what, BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "it hangs: " + what + "; the victim: " + verdict() + "\n" + Threads.dump());
      }
      home.awaitChange(20);
    }
  }

  @Override
  public void close() {
    runtime.close();
    clusters.close();
    stores.close();
    git.close();
  }
}
