package dev.kilter.app.metrics;

import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher;
import dev.kilter.model.source.SourceTree;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Counts and times what is asked of repositories as {@code argocd_git_request_total} and {@code
 * argocd_git_request_duration_seconds}, by Argo CD's request types.
 */
public final class MeteredFetcher implements SourceFetcher {
  private final SourceFetcher fetcher;
  private final MeterRegistry registry;

  public MeteredFetcher(SourceFetcher fetcher, MeterRegistry registry) {
    this.fetcher = fetcher;
    this.registry = registry;
  }

  @Override
  public Result<String> resolve(
      Repository repository, String targetRevision, String tagPrefix, Freshness freshness) {
    return timed(
        "ls-remote",
        repository,
        () -> fetcher.resolve(repository, targetRevision, tagPrefix, freshness));
  }

  @Override
  public Result<SourceTree> tree(Repository repository, String commit) {
    return timed("fetch", repository, () -> fetcher.tree(repository, commit));
  }

  @Override
  public Result<Commit> commit(Repository repository, String commit) {
    return fetcher.commit(repository, commit);
  }

  @Override
  public Result<List<String>> changedPaths(Repository repository, String from, String to) {
    return fetcher.changedPaths(repository, from, to);
  }

  @Override
  public void keep(Repository repository, String commit) {
    fetcher.keep(repository, commit);
  }

  private <T> Result<T> timed(String type, Repository repository, Supplier<Result<T>> call) {
    long start = System.nanoTime();
    Result<T> result = call.get();
    registry
        .counter("argocd.git.request", "repo", repository.url(), "request_type", type)
        .increment();
    registry
        .timer("argocd.git.request.duration", "repo", repository.url(), "request_type", type)
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return result;
  }
}
