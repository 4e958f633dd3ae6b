package dev.kilter.git;

import dev.kilter.git.archive.ArchiveCache;
import dev.kilter.git.archive.ArchiveTree;
import dev.kilter.git.charts.ChartRepositories;
import dev.kilter.git.registry.Registries;
import dev.kilter.git.transport.RemoteObserver;
import dev.kilter.git.transport.WebFiles;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SourceFetcher;
import dev.kilter.model.source.SourceTree;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Fetches from wherever a source may come: Git, chart repositories, registries. */
public final class AnySource implements SourceFetcher, AutoCloseable {
  private final JGitFetcher git;
  private final ChartRepositories charts;
  private final Registries registries;
  private final GitOptions options;

  public AnySource(GitOptions options, RemoteObserver observer) throws IOException {
    this.options = options;
    git = new JGitFetcher(options, observer);
    ArchiveCache archives = new ArchiveCache(options.cache().resolveSibling("archives"));
    charts = new ChartRepositories(options, archives);
    registries = new Registries(options, archives);
  }

  /** Files of web servers on these hosts, whose certificates are those of repositories. */
  public WebFiles files(Supplier<List<String>> hosts, Duration timeout) {
    return new WebFiles(hosts, timeout, options.hostCertificates());
  }

  @Override
  public Result<String> resolve(
      Repository repository, String targetRevision, String tagPrefix, Freshness freshness) {
    return switch (repository.kind()) {
      case GIT -> git.resolve(repository, targetRevision, tagPrefix, freshness);
      case CHART_REPOSITORY -> charts.resolve(repository, range(targetRevision), freshness);
      case CHART_IN_REGISTRY -> registries.resolve(repository, range(targetRevision), freshness);
      case ARTEFACT -> registries.resolve(repository, targetRevision, freshness);
    };
  }

  /** What Git calls HEAD is the highest version of a chart. */
  private static String range(String targetRevision) {
    return targetRevision.equals("HEAD") ? "*" : targetRevision;
  }

  @Override
  public Result<List<SignedRevision>> signatures(
      Repository repository,
      String targetRevision,
      String tagPrefix,
      String commit,
      SignedRevision.Reach reach) {
    return repository.kind() == Repository.Kind.GIT
        ? git.signatures(repository, targetRevision, tagPrefix, commit, reach)
        : Result.failed(
            new Failure.InvalidSpec("only what comes from Git has signatures that are checked"));
  }

  @Override
  public Result<SourceTree> tree(Repository repository, String commit) {
    return repository.kind() == Repository.Kind.GIT
        ? git.tree(repository, commit)
        : archive(repository, commit).map(tree -> tree);
  }

  private Result<ArchiveTree> archive(Repository repository, String revision) {
    return repository.kind() == Repository.Kind.CHART_REPOSITORY
        ? charts.tree(repository, revision)
        : registries.tree(repository, revision);
  }

  @Override
  public Result<Commit> commit(Repository repository, String commit) {
    return switch (repository.kind()) {
      case GIT -> git.commit(repository, commit);
      case CHART_REPOSITORY -> charts.commit(repository, commit);
      case CHART_IN_REGISTRY, ARTEFACT -> registries.commit(repository, commit);
    };
  }

  @Override
  public Result<List<String>> changedPaths(Repository repository, String from, String to) {
    return repository.kind() == Repository.Kind.GIT
        ? git.changedPaths(repository, from, to)
        : archive(repository, from).then(old -> archive(repository, to).map(old::changedTo));
  }

  /** What is not in Git stays where it was published. */
  @Override
  public void keep(Repository repository, String commit) {
    if (repository.kind() == Repository.Kind.GIT) {
      git.keep(repository, commit);
    }
  }

  @Override
  public void close() {
    git.close();
  }
}
