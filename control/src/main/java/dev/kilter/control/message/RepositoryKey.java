package dev.kilter.control.message;

import dev.kilter.model.application.Source;
import dev.kilter.model.source.Repository;
import dev.kilter.model.store.CredentialStore;

/**
 * A repository as applications of one project may use it: credentials depend on both. {@code chart}
 * names the one chart of it that is followed; empty for Git.
 */
public record RepositoryKey(String url, String project, String chart, boolean passesCredentials) {
  public RepositoryKey(String url, String project) {
    this(url, project, "", false);
  }

  public static RepositoryKey of(Source source, String project) {
    return new RepositoryKey(source.repoUrl(), project, source.chart(), source.passesCredentials());
  }

  /** With the credentials that are known for it now. */
  public Repository in(CredentialStore credentials) {
    Repository repository = credentials.repository(url, project).withChart(chart);
    return passesCredentials ? repository.passingCredentials() : repository;
  }
}
