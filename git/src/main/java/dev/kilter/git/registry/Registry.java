package dev.kilter.git.registry;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.git.archive.Archives;
import dev.kilter.git.transport.Web;
import dev.kilter.git.transport.Web.Answer;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.Repository;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One name of an OCI registry: its tags, manifests and blobs (distribution-spec 1.1). What comes is
 * held to its digest. A token is asked for where the registry says, with the repository's
 * credentials only if that is the registry's own domain.
 */
final class Registry {
  private static final long MAX_MANIFEST = 4L * 1024 * 1024;
  private static final long MAX_BLOB = 64L * 1024 * 1024;
  private static final int MAX_PAGES = 100;
  private static final String ACCEPTED =
      "application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.docker.distribution.manifest.v2+json";

  /** {@code name="value"} pairs of a challenge. */
  private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=\"([^\"]*)\"");

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");

  private final Repository repository;
  private final Web web;
  private final String base;
  private final String name;
  private Optional<String> authorization;

  /** A manifest as it came, and its digest. */
  record Described(String digest, Manifest manifest) {}

  private Registry(Repository repository, Web web, String base, String name) {
    this.repository = repository;
    this.web = web;
    this.base = base;
    this.name = name;
    this.authorization = Optional.empty();
  }

  static Result<Registry> of(
      Repository repository, Duration timeout, UnaryOperator<String> hostCertificates) {
    String address = repository.url().replaceFirst("^oci://", "").replaceFirst("/+$", "");
    int slash = address.indexOf('/');
    String host = slash < 0 ? address : address.substring(0, slash);
    String path = slash < 0 ? "" : address.substring(slash + 1);
    String chart = repository.chart();
    String name = chart.isEmpty() ? path : path.isEmpty() ? chart : path + "/" + chart;
    boolean plain = Boolean.parseBoolean(repository.credentials().get("insecureOCIForceHttp"));
    String base = (plain ? "http://" : "https://") + host;
    Repository web = repository.at(base).withChart(chart);
    return Web.of(web, timeout, hostCertificates)
        .map(opened -> new Registry(repository, opened, base + "/v2/" + name, name));
  }

  String name() {
    return name;
  }

  Result<List<String>> tags() {
    List<String> tags = new ArrayList<>();
    String next = base + "/tags/list?n=1000";
    for (int page = 0; page < MAX_PAGES && !next.isEmpty(); page++) {
      switch (get(next, Map.of(), MAX_MANIFEST, "tags of " + name)) {
        case Result.Failed<Answer>(var failure) -> {
          return Result.failed(failure);
        }
        case Result.Success<Answer>(var answer) -> {
          switch (parsed(answer)) {
            case Result.Failed<Manifest>(var failure) -> {
              return Result.failed(failure);
            }
            case Result.Success<Manifest>(var list) ->
                list.list("tags").forEach(tag -> tags.add(String.valueOf(tag)));
          }
          Matcher link = NEXT.matcher(answer.header("link"));
          Optional<String> following = link.find() ? onward(link.group(1)) : Optional.of("");
          if (following.isEmpty()) {
            return Result.failed(
                unusable("list of tags", "it goes on at another place than the registry"));
          }
          next = following.get();
        }
      }
    }
    return Result.success(tags);
  }

  /** Only a redirect may lead elsewhere, and that without credentials. */
  private Optional<String> onward(String link) {
    try {
      URI home = URI.create(base);
      URI next = home.resolve(link);
      boolean same =
          home.getScheme().equals(next.getScheme())
              && home.getAuthority().equals(next.getAuthority());
      return same ? Optional.of(next.toString()) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** By tag or digest. */
  Result<Described> manifest(String reference) {
    String what = name + (reference.startsWith("sha256:") ? "@" : ":") + reference;
    return get(base + "/manifests/" + reference, Map.of("Accept", ACCEPTED), MAX_MANIFEST, what)
        .then(answer -> {
          String digest = "sha256:" + Archives.sha256(answer.body());
          if (reference.startsWith("sha256:") && !reference.equals(digest)) {
            return Result.failed(unusable(what, "what came has the digest " + digest));
          }
          return parsed(answer).map(manifest -> new Described(digest, manifest));
        });
  }

  Result<byte[]> blob(String digest) {
    String what = name + "@" + digest;
    return get(base + "/blobs/" + digest, Map.of(), MAX_BLOB, what)
        .then(answer ->
            digest.equals("sha256:" + Archives.sha256(answer.body()))
                ? Result.success(answer.body())
                : Result.failed(unusable(what, "what came has another digest")));
  }

  private Result<Manifest> parsed(Answer answer) {
    try {
      return Result.success(Manifest.of(Json.object(answer.body())));
    } catch (CodecException e) {
      return Result.failed(unusable(name, "the registry's answer is no JSON"));
    }
  }

  Failure unusable(String what, String why) {
    return new Failure.RenderFailed(
        "", 0, "%s of %s cannot be used: %s".formatted(what, repository.url(), why));
  }

  private Result<Answer> get(String url, Map<String, String> headers, long most, String what) {
    return send(url, headers, most)
        .then(answer ->
            answer.status() == 401
                ? proved(answer).then(_ -> send(url, headers, most))
                : Result.success(answer))
        .then(answer ->
            answer.ok() ? Result.success(answer) : Result.failed(web.refused(answer, what)));
  }

  private Result<Answer> send(String url, Map<String, String> headers, long most) {
    Map<String, String> all = new TreeMap<>(headers);
    authorization.ifPresent(value -> all.put("Authorization", value));
    return web.get(url, all, most);
  }

  /** Finds out with what the registry is content. */
  private Result<Boolean> proved(Answer refused) {
    String challenge = refused.header("www-authenticate");
    if (challenge.toLowerCase(Locale.ROOT).startsWith("basic")) {
      authorization = Web.basic(repository);
      return Result.success(true);
    }
    Map<String, String> asked = new TreeMap<>();
    Matcher parameter = PARAMETER.matcher(challenge);
    while (parameter.find()) {
      asked.put(parameter.group(1), parameter.group(2));
    }
    String realm = asked.getOrDefault("realm", "");
    if (realm.isEmpty()) {
      return Result.success(false);
    }
    return token(realm, asked)
        .map(token -> {
          authorization = Optional.of("Bearer " + token);
          return true;
        });
  }

  private Result<String> token(String realm, Map<String, String> asked) {
    String scope = asked.getOrDefault("scope", "repository:" + name + ":pull");
    String url =
        realm
            + (realm.contains("?") ? "&" : "?")
            + "service="
            + encoded(asked.getOrDefault("service", ""))
            + "&scope="
            + encoded(scope);
    boolean trusted = sameDomain(realm);
    Optional<String> basic = trusted ? Web.basic(repository) : Optional.empty();
    Map<String, String> headers =
        basic.map(value -> Map.of("Authorization", value)).orElse(Map.of());
    return tokenServer(realm, trusted)
        .then(server ->
            server
                .get(url, headers, MAX_MANIFEST)
                .then(answer ->
                    answer.ok()
                        ? parsed(answer)
                        : Result.failed(web.refused(answer, "token for " + name))))
        .map(answer -> answer.text("token").or(() -> answer.text("access_token")).orElse(""));
  }

  /** A token service is a place of its own, to which only what is meant for it goes. */
  private Result<Web> tokenServer(String realm, boolean trusted) {
    return Web.of(
        new Repository(
            realm, repository.type(), "", "", trusted ? repository.credentials() : Map.of()),
        web.timeout(),
        web.hostCertificates());
  }

  /**
   * {@code auth.docker.io} belongs to {@code registry-1.docker.io}; an address only to itself, and
   * nothing that is less safe than the registry.
   */
  private boolean sameDomain(String realm) {
    String mine = host(base);
    String other = host(realm);
    boolean asSafe = realm.startsWith("https://") || base.startsWith("http://");
    return asSafe
        && !other.isEmpty()
        && (other.equals(mine) || (!domain(other).isEmpty() && domain(other).equals(domain(mine))));
  }

  private static String host(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost()).orElse("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * What is left without the first name; empty where whole countries share that ({@code co.uk}).
   */
  private static String domain(String host) {
    String[] labels = host.split("\\.", -1);
    boolean address = labels[labels.length - 1].chars().allMatch(Character::isDigit);
    boolean shared = labels.length == 3 && labels[1].length() <= 3 && labels[2].length() == 2;
    return address || labels.length < 3 || shared ? "" : host.substring(host.indexOf('.') + 1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
