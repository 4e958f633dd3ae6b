package dev.kilter.app.commandline;

import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.api.client.KilterClient;
import dev.kilter.app.wiring.HomeCluster;
import dev.kilter.cli.session.ClientFactory;
import dev.kilter.cli.session.Connection;
import dev.kilter.cluster.connection.ConnectionException;
import dev.kilter.model.access.AccessRules.Switches;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.view.FleetViews;
import dev.kilter.model.view.ObjectViews;
import dev.kilter.server.rest.Access;
import dev.kilter.server.rest.Caller;
import dev.kilter.server.rest.KilterApi;
import dev.kilter.server.rest.KubernetesEvents;
import dev.kilter.server.rest.Ports;
import dev.kilter.server.rest.Problems;
import dev.kilter.server.rest.Timer;
import dev.kilter.server.views.ControllerChannel;
import dev.kilter.server.views.JdkLoopbackHttp;
import dev.kilter.server.views.ObserverFile;
import dev.kilter.server.views.RemoteApplicationViews;
import dev.kilter.store.KubernetesStores;
import dev.kilter.store.crds.CrdInstaller;
import dev.kilter.store.crds.CrdInstaller.Existing;
import dev.kilter.store.crds.CrdInstaller.Installed;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code --core} mode: the API's handlers in this process, with the user's own kubeconfig. */
public final class CoreClients implements ClientFactory {
  private final String version;

  public CoreClients(String version) {
    this.version = version;
  }

  @Override
  public KilterClient connect(Connection connection) {
    KubernetesApi api = kubernetes(connection);
    KubernetesStores stores = stores(api, connection);
    RemoteApplicationViews views =
        new RemoteApplicationViews(
            new ControllerChannel(
                api, connection.namespace(), new JdkLoopbackHttp(), observer(api, connection)));
    Ports ports =
        new Ports(
            stores.applications(),
            stores.projects(),
            stores.credentials(),
            stores.settings()::current,
            () -> Switches.DEFAULTS,
            views,
            FleetViews.NONE,
            ObjectViews.NONE,
            views,
            stores.journal(),
            stores.events(),
            new KubernetesEvents(api),
            Timer.system(),
            true);
    Caller caller = new Caller(System.getProperty("user.name", "kubeconfig"), Access.OWNER);
    return new KilterClient(
        new KilterApi(ports, connection.namespace(), version).inProcess(caller));
  }

  private static ObserverFile observer(KubernetesApi api, Connection connection) {
    Path folder = ObserverFile.standardFolder(System.getenv(), System.getProperty("user.home"));
    return new ObserverFile(folder, api.server(), connection.namespace());
  }

  @Override
  public List<String> applyDefinitions(Connection connection, boolean takeOver) {
    Result<List<Installed>> applied =
        CrdInstaller.apply(kubernetes(connection), takeOver ? Existing.TAKE_OVER : Existing.KEEP);
    return switch (applied) {
      case Result.Success<List<Installed>>(var done) ->
          done.stream().map(CoreClients::line).toList();
      case Result.Failed<List<Installed>>(var failure) -> throw Problems.of(failure).exception();
    };
  }

  private static String line(Installed installed) {
    return installed.name()
        + " "
        + installed.action().name().toLowerCase(Locale.ROOT)
        + (installed.action() == Installed.Action.KEPT
            ? " (it was there already; --take-crds replaces it)"
            : "");
  }

  @Override
  public String version() {
    return version;
  }

  private static KubernetesApi kubernetes(Connection connection) {
    try {
      return HomeCluster.connect(
              connection.kubeconfig().isEmpty() ? null : Path.of(connection.kubeconfig()),
              connection.context(),
              InstantSource.system())
          .home();
    } catch (ConnectionException e) {
      throw Problem.of(
              ProblemKind.CLUSTER_UNREACHABLE,
              "No cluster to talk to.",
              String.valueOf(e.getMessage()),
              "kubectl config get-contexts",
              "kilter --kubeconfig FILE …")
          .exception();
    }
  }

  private static KubernetesStores stores(KubernetesApi api, Connection connection) {
    Result<KubernetesStores> opened =
        KubernetesStores.open(
            api,
            new KubernetesStores.Options(
                connection.namespace(), Optional.empty(), InstantSource.system()),
            KubernetesStores.Mode.DIRECT);
    return switch (opened) {
      case Result.Success<KubernetesStores>(var stores) -> stores;
      case Result.Failed<KubernetesStores>(var failure) ->
          throw Problem.of(
                  ProblemKind.CLUSTER_UNREACHABLE,
                  "The cluster does not answer.",
                  failure.message(),
                  "kubectl cluster-info")
              .exception();
    };
  }
}
