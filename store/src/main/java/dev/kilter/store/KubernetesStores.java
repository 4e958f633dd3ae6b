package dev.kilter.store;

import dev.kilter.model.access.Accounts;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.render.DecryptionSecrets;
import dev.kilter.model.store.AccessStore;
import dev.kilter.model.store.AccountStore;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.model.store.EventRecorder;
import dev.kilter.model.store.Journal;
import dev.kilter.model.store.Revocations;
import dev.kilter.model.store.SettingsStore;
import dev.kilter.model.store.Tombstones;
import dev.kilter.store.accounts.FirstLogin;
import dev.kilter.store.accounts.KubernetesAccountStore;
import dev.kilter.store.accounts.KubernetesRevocations;
import dev.kilter.store.applications.ApplicationScope;
import dev.kilter.store.applications.DirectApplicationStore;
import dev.kilter.store.applications.WatchedApplicationStore;
import dev.kilter.store.credentials.KubernetesCredentialStore;
import dev.kilter.store.credentials.ProjectDecryptionSecrets;
import dev.kilter.store.events.KubernetesEventRecorder;
import dev.kilter.store.journal.KubernetesJournal;
import dev.kilter.store.projects.KubernetesProjectStore;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.settings.KubernetesSettingsStore;
import dev.kilter.store.settings.SettingsOnDemand;
import dev.kilter.store.tombstones.KubernetesTombstones;
import dev.kilter.store.watching.Followed;
import dev.kilter.store.watching.ResourceWatch;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every port to Kilter's own state, over one API server and one control-plane namespace. */
public final class KubernetesStores implements AutoCloseable {
  private final SettingsStore settings;
  private final AccessStore access;
  private final KubernetesProjectStore projects;
  private final KubernetesCredentialStore credentials;
  private final ApplicationStore applications;
  private final Resources resources;
  private final Options options;
  private final KubernetesAccountStore accounts;
  private final KubernetesRevocations revocations;
  private final DecryptionSecrets decryptionSecrets;
  private final KubernetesTombstones tombstones;
  private final KubernetesEventRecorder events;
  private final KubernetesJournal journal;
  private final List<ResourceWatch> watches = new ArrayList<>();

  private KubernetesStores(
      Resources resources,
      Options options,
      SettingsStore settings,
      AccessStore access,
      ApplicationStore applications) {
    String namespace = options.namespace();
    this.resources = resources;
    this.options = options;
    this.settings = settings;
    this.access = access;
    this.accounts = new KubernetesAccountStore(resources, namespace);
    this.revocations = new KubernetesRevocations(resources, namespace, options.clock());
    this.applications = applications;
    this.projects = new KubernetesProjectStore(resources, namespace);
    this.credentials =
        new KubernetesCredentialStore(
            resources,
            namespace,
            () -> options.inCluster().filter(_ -> settings.current().inClusterEnabled()));
    this.decryptionSecrets = new ProjectDecryptionSecrets(resources, namespace, projects::find);
    this.tombstones =
        new KubernetesTombstones(
            resources,
            namespace,
            options.clock(),
            work -> Thread.ofVirtual().name("trim tombstones").start(work));
    this.events = new KubernetesEventRecorder(resources, options.clock());
    this.journal = new KubernetesJournal(resources, this::uid, KubernetesJournal.INTERVAL);
  }

  private Optional<String> uid(ApplicationId id) {
    return applications.get(id) instanceof Result.Success<Application>(var found)
        ? Optional.of(found.uid())
        : Optional.empty();
  }

  private static KubernetesStores direct(Resources resources, Options options) {
    String namespace = options.namespace();
    SettingsOnDemand settings =
        new SettingsOnDemand(new KubernetesSettingsStore(resources, namespace));
    return new KubernetesStores(
        resources,
        options,
        settings,
        settings.access(),
        new DirectApplicationStore(
            resources,
            namespace,
            () ->
                settings
                    .applicationNamespaces()
                    .map(others -> new ApplicationScope(namespace, others))));
  }

  private static KubernetesStores watching(
      Resources resources, Options options, KubernetesSettingsStore settings) {
    ApplicationScope scope =
        new ApplicationScope(options.namespace(), settings.current().applicationNamespaces());
    WatchedApplicationStore applications = new WatchedApplicationStore(resources, scope);
    KubernetesStores stores =
        new KubernetesStores(resources, options, settings, settings.access(), applications);
    List<Followed> followed = new ArrayList<>(settings.followed());
    followed.add(stores.projects.followed());
    followed.add(stores.credentials.followed());
    followed.addAll(stores.accounts.followed());
    followed.add(stores.revocations.followed());
    followed.add(applications.followed());
    Followed.together(followed)
        .forEach(each -> stores.watches.add(ResourceWatch.start(resources, each)));
    return stores;
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
   * For a command nothing is read before it is asked for. For a controller the settings are read
   * first, and the watches start at once; which namespaces may hold Applications is settled here
   * and then stays (Argo CD wants a restart for it too).
   */
  public static Result<KubernetesStores> open(KubernetesApi api, Options options, Mode mode) {
    Resources resources = new Resources(api);
    return switch (mode) {
      case DIRECT -> Result.success(direct(resources, options));
      case WATCHING -> {
        KubernetesSettingsStore settings =
            new KubernetesSettingsStore(resources, options.namespace());
        yield settings.load().map(_ -> watching(resources, options, settings));
      }
    };
  }

  /** Waits until the snapshots are complete; false where that takes longer. */
  public boolean awaitSynced(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    for (ResourceWatch watch : watches) {
      if (!watch.awaitSynced(Duration.ofNanos(deadline - System.nanoTime()))) {
        return false;
      }
    }
    return true;
  }

  public ApplicationStore applications() {
    return applications;
  }

  /** Also makes the project {@code default}: {@link KubernetesProjectStore#ensureDefault}. */
  public KubernetesProjectStore projects() {
    return projects;
  }

  public AccountStore accounts() {
    return accounts;
  }

  public Revocations revocations() {
    return revocations;
  }

  /** Makes what a first login needs, where it is not there; see {@link FirstLogin}. */
  public Result<Accounts> prepareFirstLogin(SecureRandom random, UnaryOperator<String> hashing) {
    return new FirstLogin(
            resources, options.namespace(), accounts, random, options.clock(), hashing)
        .prepare();
  }

  public SettingsStore settings() {
    return settings;
  }

  public AccessStore access() {
    return access;
  }

  public CredentialStore credentials() {
    return credentials;
  }

  public DecryptionSecrets decryptionSecrets() {
    return decryptionSecrets;
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
    events.close();
    journal.close();
  }
}
