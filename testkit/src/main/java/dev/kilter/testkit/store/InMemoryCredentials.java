package dev.kilter.testkit.store;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import dev.kilter.model.store.CredentialStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Clusters and repositories in memory; a repository that nobody saved is open to all. */
public final class InMemoryCredentials implements CredentialStore {
  private final Map<String, Repository> repositories = new TreeMap<>();
  private final Map<String, ClusterConnection> clusters = new TreeMap<>();
  private final List<Consumer<Changed>> listeners = new ArrayList<>();

  public synchronized void putCluster(String server, String name) {
    clusters.put(
        server, new ClusterConnection(server, name, List.of(), true, "", Map.of(), Map.of()));
    tell(Changed.CLUSTERS);
  }

  public synchronized void removeCluster(String server) {
    clusters.remove(server);
    tell(Changed.CLUSTERS);
  }

  @Override
  public synchronized Repository repository(String url, String project) {
    return repositories.getOrDefault(url, Repository.open(url));
  }

  @Override
  public synchronized List<Repository> repositories() {
    return List.copyOf(repositories.values());
  }

  @Override
  public synchronized Result<Repository> save(Repository repository) {
    repositories.put(repository.url(), repository);
    tell(Changed.REPOSITORIES);
    return Result.success(repository);
  }

  @Override
  public synchronized Result<Void> remove(String url, String project) {
    repositories.values().removeIf(one -> one.url().equals(url) && one.project().equals(project));
    tell(Changed.REPOSITORIES);
    return Result.done();
  }

  @Override
  public synchronized List<ClusterConnection> clusters() {
    return List.copyOf(clusters.values());
  }

  @Override
  public synchronized Result<Void> pin(String server, String identity) {
    ClusterConnection cluster = clusters.get(server);
    if (cluster == null) {
      return Result.failed(new Failure.NotFound("no cluster " + server));
    }
    if (cluster.identity().isEmpty()) {
      clusters.put(
          server,
          new ClusterConnection(
              server,
              cluster.name(),
              List.of(),
              true,
              "",
              Map.of(Annotations.CLUSTER_IDENTITY, ClusterConnection.pin(server, identity)),
              Map.of(),
              "cluster-" + cluster.name()));
      tell(Changed.CLUSTERS);
    }
    return Result.done();
  }

  @Override
  public synchronized void watch(Consumer<Changed> changed) {
    listeners.add(changed);
  }

  private void tell(Changed what) {
    listeners.forEach(listener -> listener.accept(what));
  }
}
