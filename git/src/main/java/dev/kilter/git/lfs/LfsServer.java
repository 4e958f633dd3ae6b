package dev.kilter.git.lfs;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.git.transport.RepositoryUrl;
import dev.kilter.git.transport.Web;
import dev.kilter.git.transport.Web.Answer;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.Repository;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One server's batch API. Credentials go to the server itself; where it sends elsewhere for the
 * content, only what it gives for that goes along.
 */
final class LfsServer {
  private static final String JSON = "application/vnd.git-lfs+json";
  private static final String AUTHORIZATION = "Authorization";
  private static final int MAX_ANSWER = 1 << 20;

  private final Endpoint endpoint;
  private final Duration timeout;
  private final UnaryOperator<String> hostCertificates;

  /** Where it is, as whom it is asked, and what it wants to be told with each question. */
  record Endpoint(Repository repository, Map<String, String> headers) {
    Endpoint {
      headers = Map.copyOf(headers);
    }

    /** With the repository's credentials. */
    static Endpoint of(Repository repository) {
      Map<String, String> headers = new HashMap<>();
      Web.authorization(repository).ifPresent(value -> headers.put(AUTHORIZATION, value));
      return new Endpoint(repository, headers);
    }
  }

  LfsServer(Endpoint endpoint, Duration timeout, UnaryOperator<String> hostCertificates) {
    this.endpoint = endpoint;
    this.timeout = timeout;
    this.hostCertificates = hostCertificates;
  }

  /** What the pointer stands for, proved. */
  Result<byte[]> content(Pointer pointer) {
    return web(endpoint.repository())
        .then(web -> batch(web, pointer).then(action -> download(action, pointer)))
        .then(content ->
            LfsCache.isOf(pointer, content)
                ? Result.success(content)
                : unusable("it sends something else than what has this SHA-256 and size"));
  }

  private Result<Web> web(Repository repository) {
    return Web.of(repository, timeout, hostCertificates);
  }

  private Result<Manifest> batch(Web web, Pointer pointer) {
    Map<String, String> headers = new HashMap<>(endpoint.headers());
    headers.put("Accept", JSON);
    headers.put("Content-Type", JSON);
    Map<String, Object> question =
        Map.of(
            "operation",
            "download",
            "transfers",
            List.of("basic"),
            "hash_algo",
            "sha256",
            "objects",
            List.of(Map.of("oid", pointer.oid(), "size", pointer.size())));
    String url = endpoint.repository().url() + "/objects/batch";
    return web.post(url, headers, Json.bytes(question), MAX_ANSWER)
        .then(answer ->
            answer.ok()
                ? action(answer)
                : Result.failed(web.refused(answer, "Git LFS under " + shown())));
  }

  private Result<Manifest> action(Answer answer) {
    try {
      List<Manifest> objects = Manifest.of(Json.answer(answer.body())).items("objects");
      if (objects.isEmpty()) {
        return unusable("it answers without the object that was asked for");
      }
      Manifest object = objects.getFirst();
      if (object.text("error", "message").isPresent()) {
        return unusable("it says: " + object.text("error", "message").get());
      }
      return object.text("actions", "download", "href").isPresent()
          ? Result.success(Manifest.of(object.map("actions", "download")))
          : unusable("it answers without a place to download from");
    } catch (CodecException e) {
      return unusable("its answer is no JSON: " + e.getMessage());
    }
  }

  private Result<byte[]> download(Manifest action, Pointer pointer) {
    String href = action.text("href").orElse("");
    Map<String, String> headers = new HashMap<>();
    action.map("header").forEach((name, value) -> headers.put(name, String.valueOf(value)));
    Repository server = endpoint.repository();
    return RepositoryUrl.parse(server.url())
        .then(home -> RepositoryUrl.parse(href).then(target -> place(home, target, href, headers)))
        .then(place -> web(place))
        .then(web ->
            web.get(href, headers, Math.max(pointer.size() + 1, MAX_ANSWER))
                .then(answer ->
                    answer.ok()
                        ? Result.success(answer.body())
                        : Result.failed(web.refused(answer, "content that Git LFS promised"))));
  }

  /** On the server itself its credentials hold, unless it gave others. */
  private Result<Repository> place(
      RepositoryUrl home, RepositoryUrl target, String href, Map<String, String> headers) {
    if (home.scheme().equals("https") && !target.scheme().equals("https")) {
      return unusable("it sends from https to " + target.scheme() + ", which is not followed");
    }
    if (!home.isOnSameHost(target)) {
      return Result.success(elsewhere(href));
    }
    boolean given = headers.keySet().stream().anyMatch(AUTHORIZATION::equalsIgnoreCase);
    String own = endpoint.headers().get(AUTHORIZATION);
    if (!given && own != null) {
      headers.put(AUTHORIZATION, own);
    }
    return Result.success(endpoint.repository());
  }

  private Repository elsewhere(String href) {
    Map<String, String> kept = new HashMap<>(endpoint.repository().credentials());
    kept.keySet().retainAll(List.of("proxy", "noProxy"));
    return new Repository(href, "git", "", "", kept);
  }

  private <T> Result<T> unusable(String why) {
    return Result.failed(
        new Failure.RepositoryUnreachable(shown(), "Git LFS under " + shown() + ": " + why));
  }

  private String shown() {
    return dev.kilter.git.transport.Secrets.of(endpoint.repository())
        .redacted(endpoint.repository().url());
  }
}
