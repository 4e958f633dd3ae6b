package dev.kilter.app.wiring;

import dev.kilter.app.tools.ReferredCredentials;
import dev.kilter.git.AnySource;
import dev.kilter.git.GitOptions;
import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.git.transport.RemoteObserver;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.time.SteadyClock;
import dev.kilter.store.KubernetesStores;
import java.io.IOException;
import java.time.InstantSource;

/** Git, chart repositories and registries, with their cache folder and whom they trust. */
final class Fetchers {
  private Fetchers() {}

  static AnySource open(
      KubernetesApi api,
      ControllerOptions options,
      KubernetesStores stores,
      RemoteObserver observer)
      throws StartException {
    TrustConfigMaps trust = new TrustConfigMaps(api, options.namespace(), SteadyClock.system());
    try {
      return new AnySource(
          new GitOptions(
              options.cacheDir().resolve("git"),
              () -> stores.settings().current().sources(),
              () -> stores.settings().current().reconciliation().timeout(),
              trust::knownHosts,
              trust::certificates,
              trust::gpgKeys,
              new ReferredAccess(new ReferredCredentials(stores.projects(), stores.credentials())),
              InstantSource.system()),
          observer);
    } catch (IOException e) {
      throw new StartException(
          "The cache folder " + options.cacheDir() + " cannot be used: " + e.getMessage(), e);
    }
  }
}
