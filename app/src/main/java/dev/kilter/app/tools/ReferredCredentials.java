package dev.kilter.app.tools;

import dev.kilter.engine.policy.ProjectPolicy;
import dev.kilter.model.source.Repository;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.model.store.ProjectStore;
import java.util.function.BiFunction;

/**
 * What is configured for a URL that a repository's files name, as that of a submodule: lent only
 * where the project that reads it may have it as a source, since otherwise who writes files could
 * read what the project may not.
 */
public final class ReferredCredentials implements BiFunction<Repository, String, Repository> {
  private final ProjectStore projects;
  private final CredentialStore credentials;

  public ReferredCredentials(ProjectStore projects, CredentialStore credentials) {
    this.projects = projects;
    this.credentials = credentials;
  }

  @Override
  public Repository apply(Repository parent, String url) {
    String project = parent.reader();
    return projects
        .find(project)
        .filter(found -> new ProjectPolicy(found).permitsSource(url))
        .map(_ -> credentials.repository(url, project))
        .orElseGet(() -> Repository.open(url));
  }
}
