package dev.kilter.git.transport;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of GitHub Apps: the app signs a token of its own, for which GitHub hands out one of
 * the installation. That is kept until shortly before it expires, and asked for only when a request
 * needs it.
 */
public final class GitHubApps {
  private static final String ID = "githubAppID";
  private static final String INSTALLATION = "githubAppInstallationID";
  private static final String KEY = "githubAppPrivateKey";
  private static final String BASE = "githubAppEnterpriseBaseUrl";
  private static final String GITHUB = "https://api.github.com";
  private static final Duration EARLY = Duration.ofMinutes(5);

  /** GitHub takes ten minutes at most, and clocks differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final Duration LIFE = Duration.ofMinutes(8);
  private static final int MAX_BYTES = 1 << 20;

  private final InstantSource clock;
  private final UnaryOperator<String> hostCertificates;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** The token of one installation; whoever needs it waits for the one who asks. */
  private static final class Session {
    private String token = "";
    private Instant expires = Instant.EPOCH;
  }

  public GitHubApps(InstantSource clock, UnaryOperator<String> hostCertificates) {
    this.clock = clock;
    this.hostCertificates = hostCertificates;
  }

  /** The repository with a token in place of the app; others as they are. */
  Result<Repository> signedIn(Repository repository, Proxy proxy, Duration timeout) {
    Map<String, String> credentials = repository.credentials();
    if (credentials.getOrDefault(ID, "").isBlank()
        || credentials.getOrDefault(KEY, "").isBlank()
        || !repository.url().startsWith("http")) {
      return Result.success(repository);
    }
    Session session = sessions.computeIfAbsent(identity(repository), _ -> new Session());
    synchronized (session) {
      if (clock.instant().isBefore(session.expires.minus(EARLY))) {
        return Result.success(with(repository, session.token));
      }
      return new Exchange(repository, proxy, timeout)
          .token()
          .map(answer -> {
            session.token = answer.token();
            session.expires = answer.expires();
            return with(repository, answer.token());
          });
    }
  }

  /** Who signs in where: without an installation, that of the repository. */
  private static String identity(Repository repository) {
    Map<String, String> credentials = repository.credentials();
    List<Object> parts = new ArrayList<>();
    for (String key : List.of(ID, INSTALLATION, KEY, BASE)) {
      parts.add(credentials.getOrDefault(key, ""));
    }
    parts.add(credentials.getOrDefault(INSTALLATION, "").isBlank() ? repository.url() : "");
    return Digest.of(parts).toString();
  }

  /** GitHub knows the user of a token by this name. */
  private static Repository with(Repository repository, String token) {
    Map<String, String> credentials = new java.util.HashMap<>(repository.credentials());
    credentials.keySet().removeAll(List.of(ID, INSTALLATION, KEY, BASE, "bearerToken"));
    credentials.put("username", "x-access-token");
    credentials.put("password", token);
    return repository.with(credentials);
  }

  private record Token(String token, Instant expires) {}

  /** One sign-in. */
  private final class Exchange {
    private final Repository repository;
    private final Map<String, String> credentials;
    private final Proxy proxy;
    private final Duration timeout;
    private final Faults faults;

    private Exchange(Repository repository, Proxy proxy, Duration timeout) {
      this.repository = repository;
      this.credentials = repository.credentials();
      this.proxy = proxy;
      this.timeout = timeout;
      this.faults = new Faults(repository, false);
    }

    private Result<Token> token() {
      String given = credentials.getOrDefault(BASE, "").strip();
      String base = (given.isEmpty() ? GITHUB : given).replaceAll("/+$", "");
      try {
        String app = assertion();
        return installation(base, app)
            .then(id -> ask("POST", base, "/app/installations/" + id + "/access_tokens", app))
            .then(this::read);
      } catch (GeneralSecurityException | IOException | RuntimeException e) {
        return denied("githubAppPrivateKey is no RSA key in PEM form");
      }
    }

    private Result<String> installation(String base, String app) {
      String given = credentials.getOrDefault(INSTALLATION, "").strip();
      if (!given.isEmpty()) {
        return given.chars().allMatch(Character::isDigit)
            ? Result.success(given)
            : denied("githubAppInstallationID is no number");
      }
      String path = URI.create(repository.url()).getRawPath().replaceAll("^/+|/+$|\\.git/*$", "");
      return ask("GET", base, "/repos/" + path + "/installation", app)
          .then(answer ->
              answer.get("id") instanceof Number id
                  ? Result.success(Long.toString(id.longValue()))
                  : denied("GitHub named no installation of the app"));
    }

    private Result<Token> read(Map<String, @Nullable Object> answer) {
      try {
        return answer.get("token") instanceof String token
                && answer.get("expires_at") instanceof String expires
            ? Result.success(new Token(token, Instant.parse(expires)))
            : denied("GitHub handed out no token for the app");
      } catch (DateTimeParseException e) {
        return denied("GitHub handed out a token that expires at no time");
      }
    }

    private Result<Map<String, @Nullable Object>> ask(
        String method, String base, String path, String app) {
      Result<RepositoryUrl> url = RepositoryUrl.parse(base + path);
      if (!(url instanceof Result.Success<RepositoryUrl>(var target)) || !target.isHttp()) {
        return denied("githubAppEnterpriseBaseUrl is no URL of HTTP");
      }
      try {
        var access = new HttpAccess(target, repository, proxy, hostCertificates);
        HttpConnection connection = access.create(URI.create(base + path).toURL());
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) timeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setRequestProperty("Authorization", "Bearer " + app);
        connection.setRequestProperty("Accept", "application/vnd.github+json");
        if (method.equals("POST")) {
          connection.setDoOutput(true);
          try (OutputStream out = connection.getOutputStream()) {
            out.write("{}".getBytes(StandardCharsets.UTF_8));
          }
        }
        int status = connection.getResponseCode();
        if (status / 100 == 2) {
          try (InputStream in = connection.getInputStream()) {
            return Result.success(Json.object(in.readNBytes(MAX_BYTES)));
          }
        }
        return status == 401 || status == 403 || status == 404
            ? denied("GitHub does not know this app, its key or its installation (" + status + ")")
            : unreachable("GitHub answers " + status + " to the app");
      } catch (CodecException e) {
        return unreachable("GitHub's answer to the app cannot be read");
      } catch (IOException | RuntimeException e) {
        return Result.failed(faults.failure(e, timeout));
      }
    }

    /** What the app says of itself, signed: a JSON Web Token. */
    private String assertion() throws GeneralSecurityException, IOException {
      Instant now = clock.instant();
      String claims =
          Json.text(
              Map.of(
                  "iss", credentials.getOrDefault(ID, "").strip(),
                  "iat", now.minus(SKEW).getEpochSecond(),
                  "exp", now.plus(LIFE).getEpochSecond()));
      String signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(TlsIdentity.privateKey("RSA", KEY, credentials.getOrDefault(KEY, "")));
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String encoded(String text) {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private <T> Result<T> denied(String why) {
      return Result.failed(new Failure.RepositoryDenied(shown(), sentence(why)));
    }

    private <T> Result<T> unreachable(String why) {
      return Result.failed(new Failure.RepositoryUnreachable(shown(), sentence(why)));
    }

    private String sentence(String why) {
      return "repository " + shown() + ": " + why;
    }

    private String shown() {
      return Secrets.of(repository).redacted(repository.url());
    }
  }
}
