package dev.kilter.store.credentials;

import static dev.kilter.store.requests.ResourceKind.SECRET;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.GitUrl;
import dev.kilter.model.source.Repository;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.Resources.Listing;
import dev.kilter.store.watching.Followed;
import dev.kilter.store.watching.ResourceListener;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials of the control plane's namespace: from the snapshot once a watch has told them, by
 * request before.
 */
public final class KubernetesCredentialStore implements CredentialStore, ResourceListener {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesCredentialStore.class);
  private static final String SELECTOR =
      CredentialSecret.LABEL
          + " in ("
          + String.join(
              ",", CredentialSecret.CLUSTER, CredentialSecret.REPOSITORY, CredentialSecret.TEMPLATE)
          + ")";

  private final Resources resources;
  private final String namespace;
  private final Supplier<Optional<ClusterConnection>> inCluster;
  private final Map<String, CredentialSecret> snapshot = new ConcurrentHashMap<>();
  private final List<Consumer<Changed>> listeners = new CopyOnWriteArrayList<>();
  private final Set<String> unpinned = ConcurrentHashMap.newKeySet();
  private volatile boolean synced;

  /**
   * Reads Secrets of the namespace.
   *
   * @param inCluster the account that Kilter runs under; empty while it is switched off
   */
  public KubernetesCredentialStore(
      Resources resources, String namespace, Supplier<Optional<ClusterConnection>> inCluster) {
    this.resources = resources;
    this.namespace = namespace;
    this.inCluster = inCluster;
  }

  /** What must be followed and told to this store. */
  public Followed followed() {
    return new Followed(selection(), this);
  }

  private ResourceSelection selection() {
    return ResourceSelection.labelled(SECRET, namespace, SELECTOR);
  }

  @Override
  public Repository repository(String url, String project) {
    return new Repositories(secrets()).find(url, project);
  }

  @Override
  public List<Repository> repositories() {
    return new Repositories(secrets()).all();
  }

  @Override
  public List<ClusterConnection> clusters() {
    return Clusters.of(secrets(), inCluster.get());
  }

  @Override
  public Result<Repository> save(Repository repository) {
    return listed()
        .then(secrets ->
            new Repositories(secrets)
                .configured(repository.url(), repository.project())
                .map(existing -> replaced(existing, repository))
                .orElseGet(() -> created(repository)))
        .map(secret -> CredentialSecret.of(secret).repository());
  }

  private Result<Manifest> created(Repository repository) {
    return resources.create(SECRET, namespace, RepositorySecret.fresh(repository));
  }

  private Result<Manifest> replaced(CredentialSecret existing, Repository repository) {
    return resources.replace(
        SECRET, namespace, RepositorySecret.updated(existing.raw(), repository));
  }

  @Override
  public Result<Void> remove(String url, String project) {
    return listed().then(secrets -> removeAll(secrets, url, project));
  }

  private Result<Void> removeAll(List<CredentialSecret> secrets, String url, String project) {
    List<CredentialSecret> found =
        secrets.stream()
            .filter(CredentialSecret::isRepository)
            .filter(secret -> GitUrl.same(secret.value("url"), url))
            .filter(secret -> secret.value("project").equals(project))
            .toList();
    Result<Void> outcome =
        found.isEmpty()
            ? Result.failed(
                new Failure.NotFound(
                    "The repository " + url + " is not configured. See: kilter repo list"))
            : Result.done();
    for (CredentialSecret secret : found) {
      outcome = outcome.then(_ -> removed(secret));
    }
    return outcome;
  }

  /** A Secret that somebody else wrote stays, but is a repository no more (as Argo CD does). */
  private Result<Void> removed(CredentialSecret secret) {
    Result<Manifest> outcome =
        RepositorySecret.isManaged(secret.raw())
            ? resources.delete(SECRET, namespace, secret.name())
            : resources.replace(
                SECRET,
                namespace,
                secret.raw().without("metadata", "labels", CredentialSecret.LABEL));
    return outcome.then(_ -> Result.done());
  }

  /** A Secret that changed meanwhile is left for the next time. */
  @Override
  public Result<Void> pin(String server, String identity) {
    Optional<CredentialSecret> secret =
        secrets().stream()
            .filter(each -> each.type().equals(CredentialSecret.CLUSTER))
            .filter(each -> Clusters.server(each).equals(server))
            .min(Comparator.comparing(CredentialSecret::name));
    if (secret.isEmpty()) {
      return Result.failed(new Failure.NotFound("The cluster " + server + " has no Secret."));
    }
    if (Clusters.identity(secret.get()).isPresent()) {
      return Result.done();
    }
    Result<Manifest> written =
        resources.mergePatch(
            SECRET,
            namespace,
            secret.get().name(),
            pinning(secret.get(), ClusterConnection.pin(server, identity)));
    if (written instanceof Result.Failed<Manifest>(var failure) && unpinned.add(server)) {
      LOG.warn(
          "Cannot write down in Secret {} which cluster {} is, so nothing would"
              + " notice if the address led to another one: {}",
          secret.get().name(),
          server,
          failure.message());
    }
    return written.then(_ -> Result.done());
  }

  private static Map<String, @Nullable Object> pinning(CredentialSecret secret, String pin) {
    return Map.of(
        "metadata",
        Map.of(
            "resourceVersion",
            secret.raw().resourceVersion(),
            "annotations",
            Map.of(Annotations.CLUSTER_IDENTITY, pin)));
  }

  @Override
  public void watch(Consumer<Changed> changed) {
    listeners.add(changed);
  }

  @Override
  public void upserted(Manifest resource) {
    CredentialSecret secret = CredentialSecret.of(resource);
    CredentialSecret before = snapshot.put(secret.name(), secret);
    tell(secret);
    if (before != null && !before.type().equals(secret.type())) {
      tell(before);
    }
  }

  @Override
  public void removed(String secretNamespace, String name) {
    CredentialSecret secret = snapshot.remove(name);
    if (secret != null) {
      tell(secret);
    }
  }

  @Override
  public void synced() {
    synced = true;
  }

  private void tell(CredentialSecret secret) {
    Changed changed =
        secret.type().equals(CredentialSecret.CLUSTER) ? Changed.CLUSTERS : Changed.REPOSITORIES;
    listeners.forEach(listener -> listener.accept(changed));
  }

  private Collection<CredentialSecret> secrets() {
    if (synced) {
      return snapshot.values();
    }
    return switch (listed()) {
      case Result.Success<List<CredentialSecret>>(var secrets) -> secrets;
      case Result.Failed<List<CredentialSecret>>(var failure) -> {
        LOG.warn("Cannot read the credentials: {}", failure.message());
        yield List.of();
      }
    };
  }

  private Result<List<CredentialSecret>> listed() {
    return resources
        .list(selection())
        .map(Listing::items)
        .map(items -> items.stream().map(CredentialSecret::of).toList());
  }
}
