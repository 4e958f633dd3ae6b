package dev.kilter.store;

import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.model.store.EventRecorder;
import dev.kilter.model.store.Journal;
import dev.kilter.model.store.SettingsStore;
import dev.kilter.model.store.Tombstones;
import dev.kilter.store.applications.ApplicationScope;
import dev.kilter.store.applications.DirectApplicationStore;
import dev.kilter.store.applications.WatchedApplicationStore;
import dev.kilter.store.credentials.KubernetesCredentialStore;
import dev.kilter.store.events.KubernetesEventRecorder;
import dev.kilter.store.journal.KubernetesJournal;
import dev.kilter.store.projects.KubernetesProjectStore;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.settings.KubernetesSettingsStore;
import dev.kilter.store.tombstones.KubernetesTombstones;
import dev.kilter.store.watching.ResourceWatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every port to Kilter's own state, over one API server and one control-plane namespace. */
public final class KubernetesStores implements AutoCloseable {
  private final KubernetesSettingsStore settings;
  private final KubernetesProjectStore projects;
  private final KubernetesCredentialStore credentials;
  private final ApplicationStore applications;
  private final KubernetesTombstones tombstones;
  private final KubernetesEventRecorder events;
  private final KubernetesJournal journal;
  private final List<ResourceWatch> watches = new ArrayList<>();

  private KubernetesStores(
      Resources resources, Options options, KubernetesSettingsStore settings, Mode mode) {
    String namespace = options.namespace();
    this.settings = settings;
    this.projects = new KubernetesProjectStore(resources, namespace);
    this.credentials =
        new KubernetesCredentialStore(
            resources,
            namespace,
            () -> options.inCluster().filter(_ -> settings.current().inClusterEnabled()));
    this.tombstones = new KubernetesTombstones(resources, namespace, options.clock());
    this.events = new KubernetesEventRecorder(resources, options.clock());
    this.journal = new KubernetesJournal(resources, KubernetesJournal.INTERVAL);
    ApplicationScope scope =
        new ApplicationScope(namespace, settings.current().applicationNamespaces());
    this.applications =
        switch (mode) {
          case DIRECT -> new DirectApplicationStore(resources, scope);
          case WATCHING -> new WatchedApplicationStore(resources, scope);
        };
    if (mode == Mode.WATCHING) {
      watches.addAll(settings.follow());
      watches.add(ResourceWatch.start(resources, projects.selection(), projects));
      watches.add(ResourceWatch.start(resources, credentials.selection(), credentials));
    }
  }

  /**
   * How the stores know what is there.
   *
   * @see #open
   */
  public enum Mode {
    /** Each read is a request: for a command that runs once. */
    DIRECT,
    /** Reads answer from watched snapshots, and listeners hear of changes: for a controller. */
    WATCHING
  }

  /**
   * Where Kilter's state is.
   *
   * @param namespace the control plane's
   * @param inCluster the account that Kilter runs under, as a destination
   */
  public record Options(
      String namespace, Optional<ClusterConnection> inCluster, InstantSource clock) {}

  /**
   * Reads the settings, then opens the stores; watching ones start at once. Which namespaces may
   * hold Applications is settled here and then stays (Argo CD wants a restart for it too). A
   * command's user who may not read the Secrets goes on without them; a controller does not.
   */
  public static Result<KubernetesStores> open(KubernetesApi api, Options options, Mode mode) {
    Resources resources = new Resources(api);
    KubernetesSettingsStore settings = new KubernetesSettingsStore(resources, options.namespace());
    Result<Settings> loaded = settings.load();
    if (mode == Mode.DIRECT
        && loaded instanceof Result.Failed<Settings>(Failure.Refused refused)
        && refused.code() == 403) {
      loaded = Result.success(settings.current());
    }
    return loaded.map(_ -> new KubernetesStores(resources, options, settings, mode));
  }

  /** Waits until the snapshots are complete; false where that takes longer. */
  public boolean awaitSynced(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    for (ResourceWatch watch : watches) {
      if (!watch.awaitSynced(Duration.ofNanos(deadline - System.nanoTime()))) {
        return false;
      }
    }
    return !(applications instanceof WatchedApplicationStore watched)
        || watched.awaitSynced(Duration.ofNanos(deadline - System.nanoTime()));
  }

  public ApplicationStore applications() {
    return applications;
  }

  /** Also makes the project {@code default}: {@link KubernetesProjectStore#ensureDefault}. */
  public KubernetesProjectStore projects() {
    return projects;
  }

  public SettingsStore settings() {
    return settings;
  }

  public CredentialStore credentials() {
    return credentials;
  }

  public EventRecorder events() {
    return events;
  }

  public Tombstones tombstones() {
    return tombstones;
  }

  public Journal journal() {
    return journal;
  }

  /** Ends the watches and writes what the journal still holds. */
  @Override
  public void close() {
    watches.forEach(ResourceWatch::close);
    if (applications instanceof WatchedApplicationStore watched) {
      watched.close();
    }
    events.close();
    journal.close();
  }
}
