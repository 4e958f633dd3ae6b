package dev.kilter.control.message;

import dev.kilter.model.application.Source;
import dev.kilter.model.source.Repository;

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

  /** What is wanted of the repository, which is given with the credentials known for it now. */
  public Repository wanted(Repository known) {
    Repository repository = known.withChart(chart);
    return passesCredentials ? repository.passingCredentials() : repository;
  }
}
