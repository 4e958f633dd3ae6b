package dev.kilter.control.message;

import dev.kilter.model.application.Source;

/**
 * A repository as applications of one project may use it: credentials depend on both. {@code chart}
 * names the one chart of it that is followed; empty for Git.
 */
public record RepositoryKey(String url, String project, String chart) {

  public static RepositoryKey of(Source source, String project) {
    return new RepositoryKey(source.repoUrl(), project, source.chart());
  }
}
