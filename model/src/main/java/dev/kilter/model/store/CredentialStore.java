package dev.kilter.model.store;

import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import java.util.List;
import java.util.function.Consumer;

/** Port to the labelled Secrets: repositories, credential templates and clusters. */
public interface CredentialStore {
  /**
   * The repository with the credentials that apply to it for an application of the project: its own
   * Secret (scoped to the project, then unscoped), else the template with the longest matching URL.
   */
  Repository repository(String url, String project);

  List<Repository> repositories();

  Result<Repository> save(Repository repository);

  /** Of exactly this project, or of none; what others keep for the same URL stays. */
  Result<Void> remove(String url, String project);

  /** Clusters by Secret, and the in-cluster account unless switched off. */
  List<ClusterConnection> clusters();

  /**
   * Writes down in the cluster's Secret which cluster it is, unless that stands there already.
   * Failures: NotFound where it has no Secret, Refused, Conflict.
   */
  Result<Void> pin(String server, String identity);

  /** From now on told that clusters or repositories changed. */
  void watch(Consumer<Changed> changed);

  enum Changed {
    CLUSTERS,
    REPOSITORIES
  }
}
