package dev.kilter.git.lfs;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.git.GitOptions;
import dev.kilter.git.lfs.LfsServer.Endpoint;
import dev.kilter.git.transport.Remote;
import dev.kilter.git.transport.RepositoryUrl;
import dev.kilter.git.tree.GitTree;
import dev.kilter.git.tree.LargeFiles;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetchException;
import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.QuotedString;
import org.jspecify.annotations.Nullable;

/** What a commit's pointers stand for, from the cache or the repository's LFS server. */
public final class LfsContents implements LargeFiles {
  private static final String CONFIG = ".lfsconfig";
  private static final int MAX_CONFIG = 64 * 1024;

  /** No manifest is as large, and contents are held in memory. */
  private static final long MAX_BYTES = 100L * 1024 * 1024;

  private final Repository repository;
  private final GitTree files;
  private final LfsCache cache;
  private final Remote remote;
  private final GitOptions options;

  private LfsContents(
      Repository repository, GitTree files, LfsCache cache, Remote remote, GitOptions options) {
    this.repository = repository;
    this.files = files;
    this.cache = cache;
    this.remote = remote;
    this.options = options;
  }

  /**
   * The files of a commit as they are, or as they stand for others where the repository says so.
   */
  public static GitTree in(
      GitTree files, Repository repository, Path folder, Remote remote, GitOptions options) {
    return Boolean.parseBoolean(repository.credentials().get("enableLfs"))
        ? files.with(new LfsContents(repository, files, new LfsCache(folder), remote, options))
        : files;
  }

  @Override
  public byte[] content(String path, byte[] stored, long maxBytes) {
    Optional<Pointer> found = Pointer.parsed(stored);
    if (found.isEmpty()) {
      return stored;
    }
    Pointer pointer = found.get();
    long limit = Math.min(maxBytes, MAX_BYTES);
    if (pointer.size() > limit) {
      throw new SourceTreeException(
          path,
          Reason.TOO_LARGE,
          "'" + path + "' has " + pointer.size() + " bytes in Git LFS, more than " + limit);
    }
    try {
      Optional<byte[]> known = cache.find(pointer);
      return known.isPresent() ? known.get() : fetched(path, pointer);
    } catch (IOException e) {
      throw new UncheckedIOException("the local copy of the repository cannot be read", e);
    }
  }

  private byte[] fetched(String path, Pointer pointer) throws IOException {
    Result<byte[]> content =
        endpoint()
            .then(endpoint ->
                new LfsServer(endpoint, remote.timeout(), options.hostCertificates())
                    .content(pointer));
    return switch (content) {
      case Result.Success<byte[]>(var bytes) -> {
        cache.keep(pointer, bytes);
        yield bytes;
      }
      case Result.Failed<byte[]>(var failure) ->
          throw new SourceFetchException(at("'" + path + "', which is in Git LFS: ", failure));
    };
  }

  /** What the commit itself names; else by the repository's URL; over SSH the server is asked. */
  private Result<Endpoint> endpoint() {
    Optional<String> configured = configured();
    if (configured.isPresent()) {
      return RepositoryUrl.parse(configured.get())
          .then(url ->
              url.isHttp()
                  ? remote
                      .signedIn()
                      .map(known -> options.referred().repository(known, configured.get()))
                  : broken(CONFIG + " names a URL that does not begin with https:// or http://"))
          .map(Endpoint::of);
    }
    return switch (remote.url().scheme()) {
      case "http", "https" ->
          remote.signedIn().map(known -> Endpoint.of(known.at(beside(known.url()))));
      case "ssh", "git+ssh" -> authenticated();
      default -> broken("it is to be had over https, http and ssh only");
    };
  }

  private static String beside(String url) {
    String base = url.replaceFirst("/+$", "");
    return (base.endsWith(".git") ? base : base + ".git") + "/info/lfs";
  }

  /** The server names a place and a token for it. */
  private Result<Endpoint> authenticated() {
    String path = String.valueOf(remote.url().uri().getPath()).replaceFirst("^/", "");
    return remote
        .answer("git-lfs-authenticate " + QuotedString.BOURNE.quote(path) + " download")
        .then(answer -> {
          try {
            Manifest said = Manifest.of(Json.answer(answer));
            Map<String, String> headers = new HashMap<>();
            said.map("header").forEach((name, value) -> headers.put(name, String.valueOf(value)));
            Map<String, String> kept = new HashMap<>(repository.credentials());
            kept.keySet().retainAll(List.of("proxy", "noProxy"));
            return said.text("href")
                .map(href -> new Repository(href, "git", "", "", kept))
                .map(server -> Result.success(new Endpoint(server, headers)))
                .orElseGet(() -> broken("git-lfs-authenticate names no place"));
          } catch (CodecException e) {
            return broken("git-lfs-authenticate does not answer in JSON");
          }
        });
  }

  private Optional<String> configured() {
    boolean there =
        files.list("").stream()
            .anyMatch(entry -> entry.name().equals(CONFIG) && entry.type() == Entry.Type.FILE);
    if (!there) {
      return Optional.empty();
    }
    try {
      Config config = new Config();
      config.fromText(new String(files.read(CONFIG, MAX_CONFIG), StandardCharsets.UTF_8));
      @Nullable String url = config.getString("lfs", null, "url");
      return Optional.ofNullable(url).map(found -> found.replaceFirst("/+$", ""));
    } catch (SourceTreeException | ConfigInvalidException | IllegalArgumentException e) {
      throw new SourceFetchException(
          new Failure.RenderFailed(CONFIG, 0, CONFIG + " cannot be read: " + e.getMessage()));
    }
  }

  private static <T> Result<T> broken(String why) {
    return Result.failed(new Failure.InvalidSpec(why));
  }

  /** The same failure, which says where it is met. */
  private static Failure at(String where, Failure failure) {
    return switch (failure) {
      case Failure.RepositoryUnreachable(var url, var message) ->
          new Failure.RepositoryUnreachable(url, where + message);
      case Failure.RepositoryDenied(var url, var message) ->
          new Failure.RepositoryDenied(url, where + message);
      case Failure other -> new Failure.RenderFailed("", 0, where + other.message());
    };
  }
}
