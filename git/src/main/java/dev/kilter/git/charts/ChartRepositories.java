package dev.kilter.git.charts;

import dev.kilter.codec.CodecException;
import dev.kilter.git.GitOptions;
import dev.kilter.git.archive.ArchiveCache;
import dev.kilter.git.archive.ArchiveTree;
import dev.kilter.git.archive.Archives;
import dev.kilter.git.archive.Versions;
import dev.kilter.git.cache.Recent;
import dev.kilter.git.transport.Web;
import dev.kilter.git.transport.Web.Answer;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Charts of repositories with an {@code index.yaml}. The index is asked for once for all who want
 * it at the same time, and only if it changed; an exact version needs none to be resolved. Archives
 * must have the digest that the index names.
 */
public final class ChartRepositories {
  private static final long MAX_INDEX = 32L * 1024 * 1024;
  private static final long MAX_ARCHIVE = 64L * 1024 * 1024;

  /** A repository counts once for each set of credentials, and those may come and go. */
  private static final int MOST_INDEXES = 256;

  private static final long MOST_BYTES = 128L * 1024 * 1024;

  private final GitOptions options;
  private final ArchiveCache archives;
  private final Recent<Repository, Known> known =
      new Recent<>(MOST_INDEXES, MOST_BYTES, Known::bytes);

  /** What was last heard of one repository's index. */
  private static final class Known {
    private final ReentrantLock asking = new ReentrantLock();
    private Optional<ChartIndex> index = Optional.empty();
    private String tag = "";
    private Instant asOf = Instant.MIN;
    private volatile long bytes;

    long bytes() {
      return bytes;
    }
  }

  public ChartRepositories(GitOptions options, ArchiveCache archives) {
    this.options = options;
    this.archives = archives;
  }

  /** The exact version that a version or constraint stands for. */
  public Result<String> resolve(Repository repository, String wanted, Freshness freshness) {
    return Versions.exact(wanted)
        .map(Result::success)
        .orElseGet(() ->
            versions(repository, freshness)
                .then(all ->
                    Versions.highest(
                        repository, wanted, all.stream().map(ChartVersion::version).toList())));
  }

  private Result<List<ChartVersion>> versions(Repository repository, Freshness freshness) {
    return index(repository, freshness)
        .then(index -> {
          try {
            List<ChartVersion> versions = index.versions(repository.chart());
            return versions.isEmpty()
                ? Result.failed(noChart(repository))
                : Result.success(versions);
          } catch (CodecException e) {
            return Result.failed(
                new Failure.RepositoryUnreachable(
                    repository.url(),
                    "repository %s: its index.yaml cannot be read: %s"
                        .formatted(repository.url(), e.located())));
          }
        });
  }

  private static Failure noChart(Repository repository) {
    return new Failure.RevisionMissing(
        repository.url(),
        repository.chart(),
        "repository %s: its index lists no chart named %s"
            .formatted(repository.url(), repository.chart()));
  }

  /** The charts of one repository share its index. */
  private Result<ChartIndex> index(Repository repository, Freshness freshness) {
    Known one = known.get(repository.withChart(""), Known::new);
    Instant came = options.clock().instant();
    one.asking.lock();
    try {
      boolean recent =
          !one.asOf.isBefore(came)
              || (freshness == Freshness.RECENT
                  && one.asOf.isAfter(came.minus(options.recentWindow().get())));
      if (one.index.isPresent() && recent) {
        return Result.success(one.index.get());
      }
      return ask(repository, one);
    } finally {
      one.asking.unlock();
    }
  }

  private Result<ChartIndex> ask(Repository repository, Known one) {
    Map<String, String> headers = new java.util.TreeMap<>(authorization(repository));
    if (one.index.isPresent() && !one.tag.isEmpty()) {
      headers.put("If-None-Match", one.tag);
    }
    return web(repository)
        .then(web ->
            web.get(folder(repository) + "index.yaml", headers, MAX_INDEX)
                .then(answer -> heard(web, answer, one)))
        .map(index -> {
          known.put(repository.withChart(""), one);
          return index;
        });
  }

  private Result<ChartIndex> heard(Web web, Answer answer, Known one) {
    boolean same = answer.status() == 304 && one.index.isPresent();
    if (!same && !answer.ok()) {
      return Result.failed(web.refused(answer, "index.yaml"));
    }
    if (!same) {
      one.index = Optional.of(new ChartIndex(new String(answer.body(), StandardCharsets.UTF_8)));
      one.tag = answer.header("etag");
      one.bytes = answer.body().length;
    }
    one.asOf = options.clock().instant();
    return Result.success(one.index.orElseThrow());
  }

  public Result<ArchiveTree> tree(Repository repository, String version) {
    String key = ArchiveCache.key(repository, version);
    return archives
        .find(key, archive -> Archives.tree(archive, version, true))
        .map(Result::success)
        .orElseGet(() ->
            entry(repository, version).then(entry -> fetched(repository, version, entry, key)));
  }

  private Result<ChartVersion> entry(Repository repository, String version) {
    return listed(repository, version, Freshness.RECENT)
        .then(found -> found.map(Result::success).orElseGet(() -> again(repository, version)));
  }

  /** What a recent index lacks may be new. */
  private Result<ChartVersion> again(Repository repository, String version) {
    return versions(repository, Freshness.FORCED)
        .then(all ->
            all.stream()
                .filter(entry -> Versions.same(entry.version(), version))
                .findFirst()
                .map(Result::success)
                .orElseGet(() ->
                    Result.failed(
                        Versions.missing(
                            repository,
                            version,
                            all.stream().map(ChartVersion::version).toList()))));
  }

  private Result<Optional<ChartVersion>> listed(
      Repository repository, String version, Freshness freshness) {
    return versions(repository, freshness)
        .map(all ->
            all.stream().filter(entry -> Versions.same(entry.version(), version)).findFirst());
  }

  private Result<ArchiveTree> fetched(
      Repository repository, String version, ChartVersion entry, String key) {
    if (entry.urls().isEmpty()) {
      return Result.failed(broken(repository, version, "its index names no URL for it"));
    }
    String url;
    try {
      url = URI.create(folder(repository)).resolve(entry.urls().getFirst()).toString();
    } catch (IllegalArgumentException e) {
      return Result.failed(broken(repository, version, "its URL in the index cannot be read"));
    }
    return web(home(repository, url))
        .then(web ->
            web.get(url, authorization(repository), MAX_ARCHIVE)
                .then(answer ->
                    answer.ok()
                        ? unpacked(repository, version, entry, key, answer.body())
                        : Result.failed(
                            web.refused(answer, "chart " + repository.chart() + " " + version))));
  }

  private Result<ArchiveTree> unpacked(
      Repository repository, String version, ChartVersion entry, String key, byte[] archive) {
    if (!entry.digest().isEmpty() && !entry.digest().equals(Archives.sha256(archive))) {
      return Result.failed(
          broken(repository, version, "what came has another digest than its index says"));
    }
    try {
      return Result.success(
          archives.keep(key, archive, bytes -> Archives.tree(bytes, version, true)));
    } catch (IOException e) {
      return Result.failed(broken(repository, version, String.valueOf(e.getMessage())));
    }
  }

  private static Failure broken(Repository repository, String version, String why) {
    return new Failure.RenderFailed(
        "",
        0,
        "chart %s %s of %s cannot be used: %s"
            .formatted(repository.chart(), version, repository.url(), why));
  }

  /** A chart's version has no author; what it says of itself stands for the message. */
  public Result<Commit> commit(Repository repository, String version) {
    return entry(repository, version)
        .map(entry ->
            new Commit(
                version,
                "",
                Instant.EPOCH,
                (entry.appVersion().isEmpty() ? "" : "app version " + entry.appVersion() + ": ")
                    + entry.description(),
                List.of()));
  }

  private Result<Web> web(Repository repository) {
    return Web.of(repository, options.sources().get().gitTimeout(), options.hostCertificates());
  }

  /** Whose host may see the credentials: with {@code passCredentials} it is the chart's own. */
  private static Repository home(Repository repository, String chartUrl) {
    boolean passes = Boolean.parseBoolean(repository.credentials().get("passCredentials"));
    return passes ? repository.at(chartUrl) : repository;
  }

  private static Map<String, String> authorization(Repository repository) {
    String token = repository.credentials().getOrDefault("bearerToken", "");
    return token.isEmpty()
        ? Web.basic(repository).map(basic -> Map.of("Authorization", basic)).orElse(Map.of())
        : Map.of("Authorization", "Bearer " + token);
  }

  private static String folder(Repository repository) {
    String url = repository.url();
    return url.endsWith("/") ? url : url + "/";
  }
}
