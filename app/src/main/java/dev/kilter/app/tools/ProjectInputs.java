package dev.kilter.app.tools;

import dev.kilter.engine.policy.ProjectPolicy;
import dev.kilter.git.transport.WebFiles;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.render.RemoteInputs;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher;
import dev.kilter.model.source.SourceFetcher.Freshness;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.model.store.ProjectStore;
import java.util.Optional;

/** Bases, charts and files by URL, where the project permits them as it permits sources. */
public final class ProjectInputs implements RemoteInputs {
  private final ProjectStore projects;
  private final CredentialStore credentials;
  private final SourceFetcher sources;
  private final WebFiles files;

  public ProjectInputs(
      ProjectStore projects, CredentialStore credentials, SourceFetcher sources, WebFiles files) {
    this.projects = projects;
    this.credentials = credentials;
    this.sources = sources;
    this.files = files;
  }

  @Override
  public Result<SourceTree> tree(String repoUrl, String revision, String project) {
    return denied(repoUrl, project)
        .<Result<SourceTree>>map(Result::failed)
        .orElseGet(() ->
            fetched(
                credentials.repository(repoUrl, project), revision.isEmpty() ? "HEAD" : revision));
  }

  @Override
  public Result<SourceTree> chart(String repoUrl, String chart, String version, String project) {
    return denied(repoUrl, project)
        .<Result<SourceTree>>map(Result::failed)
        .orElseGet(
            () -> fetched(credentials.repository(repoUrl, project).withChart(chart), version));
  }

  private Result<SourceTree> fetched(Repository repository, String revision) {
    return sources
        .resolve(repository, revision, "", Freshness.RECENT)
        .then(commit -> sources.tree(repository, commit));
  }

  @Override
  public Result<byte[]> file(String url, long maxBytes, String project) {
    return denied(url, project)
        .<Result<byte[]>>map(Result::failed)
        .orElseGet(() -> files.get(url, maxBytes));
  }

  private Optional<Failure> denied(String url, String project) {
    boolean permitted =
        projects
            .find(project)
            .filter(found -> new ProjectPolicy(found).permitsSource(url))
            .isPresent();
    return permitted
        ? Optional.empty()
        : Optional.of(
            new Failure.ProjectDenied(
                project,
                "a file of the source names %s, which is not among the sourceRepos of project '%s'"
                    .formatted(url, project)));
  }
}
