package dev.kilter.app.hostile;

import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SourceFetcher;
import dev.kilter.model.source.SourceTree;
import dev.kilter.testkit.git.ScriptedGit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Repositories in memory, trees that a case gives, and for all other URLs the real thing. */
final class GivenSources implements SourceFetcher {
  private final ScriptedGit scripted = new ScriptedGit();
  private final Map<String, SourceTree> given = new ConcurrentHashMap<>();
  private final SourceFetcher real;

  GivenSources(SourceFetcher real) {
    this.real = real;
  }

  void commit(String url, Map<String, String> files) {
    scripted.commit(url, "main", files);
  }

  /** From now on every branch of the repository is this tree. */
  void give(String url, SourceTree tree) {
    given.put(url, tree);
  }

  private Optional<SourceTree> given(Repository repository) {
    return Optional.ofNullable(given.get(repository.url()));
  }

  private SourceFetcher behind(Repository repository) {
    return repository.url().equals(World.NEIGHBOUR_REPO) ? scripted : real;
  }

  @Override
  public Result<String> resolve(
      Repository repository, String targetRevision, String tagPrefix, Freshness freshness) {
    return given(repository)
        .map(tree -> Result.success(tree.commit()))
        .orElseGet(
            () -> behind(repository).resolve(repository, targetRevision, tagPrefix, freshness));
  }

  @Override
  public Result<SourceTree> tree(Repository repository, String commit) {
    return given(repository)
        .map(Result::success)
        .orElseGet(() -> behind(repository).tree(repository, commit));
  }

  @Override
  public Result<Commit> commit(Repository repository, String commit) {
    return given(repository)
        .map(tree ->
            Result.success(
                new Commit(tree.commit(), "Eve <eve@example.org>", Instant.EPOCH, "x", List.of())))
        .orElseGet(() -> behind(repository).commit(repository, commit));
  }

  @Override
  public Result<List<SignedRevision>> signatures(
      Repository repository,
      String targetRevision,
      String tagPrefix,
      String commit,
      SignedRevision.Reach reach) {
    return behind(repository).signatures(repository, targetRevision, tagPrefix, commit, reach);
  }

  @Override
  public Result<List<String>> changedPaths(Repository repository, String from, String to) {
    return given(repository)
        .map(_ -> Result.success(List.<String>of()))
        .orElseGet(() -> behind(repository).changedPaths(repository, from, to));
  }

  @Override
  public void keep(Repository repository, String commit) {
    if (given(repository).isEmpty()) {
      behind(repository).keep(repository, commit);
    }
  }
}
