package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GitHub App signs in at a server that checks what it says, and Git wants the token of that. */
class GitHubAppTest {
  private static final String TOKEN = "ghs_c4nary-of-the-installation";

  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private KeyPair key;
  private HttpServer github;
  private HttpGitServer git;
  private JGitFetcher fetcher;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private String head;

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  @BeforeEach
  void serve() throws IOException, GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    key = keys.generateKeyPair();
    github = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    github.createContext("/api/v3/", this::answer);
    github.start();
    head =
        GitFolder.create(folder.resolve("srv/acme/shop")).write("a.yaml", "a: 1\n").commit("first");
    git = new HttpGitServer(folder.resolve("srv")).wantsBasic("x-access-token", TOKEN);
    fetcher = new JGitFetcher(Fetchers.options(folder.resolve("cache"), () -> now, "", client()));
  }

  @AfterEach
  void close() {
    fetcher.close();
    git.close();
    github.stop(0);
  }

  @Test
  void readsARepositoryAndAsksForOneTokenOnly() {
    assertThat(value(resolve(app()))).isEqualTo(head);
    assertThat(value(fetcher.tree(app(), head)).objectId("a.yaml")).isPresent();
    assertThat(value(resolve(app()))).isEqualTo(head);

    assertThat(asked).containsExactly("POST /api/v3/app/installations/77/access_tokens");
  }

  @Test
  void asksForAnotherShortlyBeforeItExpires() {
    value(resolve(app()));
    now = now.plus(Duration.ofMinutes(54));
    value(resolve(app()));
    assertThat(asked).hasSize(1);

    now = now.plus(Duration.ofMinutes(2));
    assertThat(value(resolve(app()))).isEqualTo(head);
    assertThat(asked).hasSize(2);
  }

  /** What is here already is read while GitHub is away, whatever became of the token. */
  @Test
  void whatIsHereCostsNoToken() {
    value(fetcher.tree(app(), head));
    github.stop(0);
    now = now.plus(Duration.ofHours(5));

    assertThat(value(fetcher.tree(app(), head)).objectId("a.yaml")).isPresent();
    assertThat(failure(resolve(app()))).isInstanceOf(Failure.RepositoryUnreachable.class);
  }

  @Test
  void findsTheInstallationOfTheRepository() {
    Map<String, String> credentials = new HashMap<>(app().credentials());
    credentials.remove("githubAppInstallationID");

    assertThat(value(resolve(repository(credentials)))).isEqualTo(head);
    assertThat(asked)
        .containsExactly(
            "GET /api/v3/repos/acme/shop/installation",
            "POST /api/v3/app/installations/77/access_tokens");
  }

  @Test
  void takesKeysInBothForms() throws IOException {
    byte[] inner =
        PrivateKeyInfo.getInstance(key.getPrivate().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    Map<String, String> credentials = new HashMap<>(app().credentials());
    credentials.put("githubAppPrivateKey", pem("RSA PRIVATE KEY", inner));

    assertThat(value(resolve(repository(credentials)))).isEqualTo(head);
  }

  @Test
  void saysWhatIsWrongAndNeverTheSecret() throws GeneralSecurityException {
    KeyPair other = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertDenied(
        Map.of("githubAppPrivateKey", pem("PRIVATE KEY", other.getPrivate().getEncoded())),
        "GitHub does not know this app, its key or its installation (401)");
    assertDenied(Map.of("githubAppInstallationID", "78"), "(404)");
    assertDenied(Map.of("githubAppInstallationID", "../x"), "githubAppInstallationID is no number");
    assertDenied(Map.of("githubAppPrivateKey", "nonsense"), "githubAppPrivateKey is no RSA key");
    assertDenied(Map.of("githubAppEnterpriseBaseUrl", "file:///etc"), "is no URL of HTTP");
  }

  private void assertDenied(Map<String, String> changed, String words) {
    Map<String, String> credentials = new HashMap<>(app().credentials());
    credentials.putAll(changed);
    Failure failure = failure(resolve(repository(credentials)));
    assertThat(failure).isInstanceOf(Failure.RepositoryDenied.class);
    assertThat(failure.message())
        .contains(words)
        .doesNotContain(TOKEN, credentials.get("githubAppPrivateKey"));
  }

  private dev.kilter.model.failure.Result<String> resolve(Repository repository) {
    return fetcher.resolve(repository, "main", "", Freshness.FORCED);
  }

  private Repository app() {
    return repository(
        Map.of(
            "githubAppID",
            "12",
            "githubAppInstallationID",
            "77",
            "githubAppEnterpriseBaseUrl",
            "http://127.0.0.1:" + github.getAddress().getPort() + "/api/v3/",
            "githubAppPrivateKey",
            pem("PRIVATE KEY", key.getPrivate().getEncoded())));
  }

  private Repository repository(Map<String, String> credentials) {
    return new Repository(git.url("acme/shop"), "git", "", "", credentials);
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(exchange.getRequestMethod() + " " + path);
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (!isSigned(authorization.substring("Bearer ".length()))) {
        exchange.sendResponseHeaders(401, -1);
      } else if (path.equals("/api/v3/repos/acme/shop/installation")) {
        send(exchange, 200, Map.of("id", 77, "app_id", 12));
      } else if (path.equals("/api/v3/app/installations/77/access_tokens")) {
        send(
            exchange,
            201,
            Map.of("token", TOKEN, "expires_at", now.plus(Duration.ofHours(1)).toString()));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, Map<String, Object> answer)
      throws IOException {
    byte[] body = Json.bytes(answer);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private boolean isSigned(String token) {
    String[] parts = token.split("\\.", -1);
    Base64.Decoder decoder = Base64.getUrlDecoder();
    Map<String, ?> claims = Json.object(decoder.decode(parts[1]));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      long issued = seconds(claims.get("iat"));
      long expires = seconds(claims.get("exp"));
      return signature.verify(decoder.decode(parts[2]))
          && "12".equals(claims.get("iss"))
          && issued <= now.getEpochSecond()
          && expires > now.getEpochSecond()
          && expires - issued <= 600;
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long seconds(@Nullable Object claim) {
    return claim instanceof Number number ? number.longValue() : 0;
  }
}
