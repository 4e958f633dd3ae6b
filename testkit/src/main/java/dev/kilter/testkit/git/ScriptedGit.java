package dev.kilter.testkit.git;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.Signature;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SourceFetcher;
import dev.kilter.model.source.SourceTree;
import dev.kilter.testkit.source.MemoryTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Repositories in memory. Commits are added by hand; each request is counted. */
public final class ScriptedGit implements SourceFetcher {
  private final Map<String, Scripted> repositories = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();

  private static final class Scripted {
    private final Map<String, Map<String, String>> files = new TreeMap<>();
    private final Map<String, Commit> commits = new TreeMap<>();
    private final Map<String, String> refs = new TreeMap<>();
    private final Map<String, Signature> signatures = new TreeMap<>();
    private final List<String> kept = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();
  }

  /**
   * A commit on top of the branch: files that are named change, those with empty text go, others
   * stay. Answers its SHA, which depends on nothing but repository, order and content.
   */
  public synchronized String commit(String url, String branch, Map<String, String> changes) {
    Scripted repository = repositories.computeIfAbsent(url, _ -> new Scripted());
    Map<String, String> files =
        new TreeMap<>(
            Optional.ofNullable(repository.refs.get(branch))
                .map(repository.files::get)
                .orElse(Map.of()));
    changes.forEach((path, text) -> {
      if (text.isEmpty()) {
        files.remove(path);
      } else {
        files.put(path, text);
      }
    });
    int number = repository.commits.size() + 1;
    String sha = Digest.of(List.of(url, number, files)) + String.format("%08x", number);
    repository.files.put(sha, Map.copyOf(files));
    repository.commits.put(
        sha,
        new Commit(
            sha,
            "Ana <ana@example.org>",
            Instant.parse("2026-01-01T00:00:00Z"),
            "commit " + number,
            List.of()));
    repository.refs.put(branch, sha);
    return sha;
  }

  /** Moves the branch to a commit that is there, as a forced push does. */
  public synchronized void reset(String url, String branch, String sha) {
    repositories.computeIfAbsent(url, _ -> new Scripted()).refs.put(branch, sha);
  }

  /** From now on the commit is found to be signed so; one that nothing was said of is unsigned. */
  public synchronized void sign(String url, String sha, Signature signature) {
    repositories.computeIfAbsent(url, _ -> new Scripted()).signatures.put(sha, signature);
  }

  /** From now on the repository fails so; empty for not at all. */
  public synchronized void fail(String url, Optional<Failure> failure) {
    repositories.computeIfAbsent(url, _ -> new Scripted()).failure = failure;
  }

  public synchronized void deleteBranch(String url, String branch) {
    repositories.computeIfAbsent(url, _ -> new Scripted()).refs.remove(branch);
  }

  /** What was asked, as {@code verb url argument}. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  public synchronized List<String> kept(String url) {
    return List.copyOf(repositories.computeIfAbsent(url, _ -> new Scripted()).kept);
  }

  @Override
  public synchronized Result<String> resolve(
      Repository repository, String targetRevision, String tagPrefix, Freshness freshness) {
    return open("resolve", repository, targetRevision)
        .then(scripted -> {
          String branch = targetRevision.equals("HEAD") ? "main" : targetRevision;
          if (scripted.commits.containsKey(targetRevision)) {
            return Result.success(targetRevision);
          }
          return Optional.ofNullable(scripted.refs.get(branch))
              .map(Result::success)
              .orElseGet(() ->
                  Result.failed(
                      new Failure.RevisionMissing(
                          repository.url(),
                          targetRevision,
                          "unable to resolve '" + targetRevision + "' to a commit SHA")));
        });
  }

  @Override
  public synchronized Result<SourceTree> tree(Repository repository, String commit) {
    return open("tree", repository, commit)
        .then(scripted -> files(repository, scripted, commit))
        .map(files -> new CommitTree(commit, MemoryTree.of(files)));
  }

  @Override
  public synchronized Result<Commit> commit(Repository repository, String commit) {
    return open("commit", repository, commit)
        .then(scripted ->
            Optional.ofNullable(scripted.commits.get(commit))
                .map(Result::success)
                .orElseGet(() -> missing(repository, commit)));
  }

  @Override
  public synchronized Result<List<SignedRevision>> signatures(
      Repository repository,
      String targetRevision,
      String tagPrefix,
      String commit,
      SignedRevision.Reach reach) {
    return open("signatures", repository, commit)
        .then(scripted -> {
          Commit found = scripted.commits.get(commit);
          Signature signature = scripted.signatures.getOrDefault(commit, new Signature.Unsigned());
          return found == null
              ? missing(repository, commit)
              : Result.success(
                  List.of(new SignedRevision(commit, found.author(), found.date(), signature)));
        });
  }

  @Override
  public synchronized Result<List<String>> changedPaths(
      Repository repository, String from, String to) {
    return open("changes", repository, from + ".." + to)
        .then(scripted ->
            files(repository, scripted, from)
                .then(before ->
                    files(repository, scripted, to).map(after -> differing(before, after))));
  }

  @Override
  public synchronized void keep(Repository repository, String commit) {
    repositories.computeIfAbsent(repository.url(), _ -> new Scripted()).kept.add(commit);
  }

  private Result<Scripted> open(String verb, Repository repository, String argument) {
    requests.add(verb + " " + repository.url() + " " + argument);
    Scripted found = repositories.get(repository.url());
    if (found == null) {
      return Result.failed(
          new Failure.RepositoryUnreachable(repository.url(), "no such host: " + repository.url()));
    }
    return found
        .failure
        .<Result<Scripted>>map(Result::failed)
        .orElseGet(() -> Result.success(found));
  }

  private static Result<Map<String, String>> files(
      Repository repository, Scripted scripted, String commit) {
    return Optional.ofNullable(scripted.files.get(commit))
        .map(Result::success)
        .orElseGet(() -> missing(repository, commit));
  }

  private static List<String> differing(Map<String, String> before, Map<String, String> after) {
    return Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .filter(path ->
            !Optional.ofNullable(before.get(path)).equals(Optional.ofNullable(after.get(path))))
        .sorted()
        .toList();
  }

  private static <T> Result<T> missing(Repository repository, String commit) {
    return Result.failed(
        new Failure.RevisionMissing(repository.url(), commit, "no commit " + commit));
  }
}
