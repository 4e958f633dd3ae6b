package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  @TempDir private Path folder;
  private String head;
  private KeyStore keys;
  private String certificate;

  @BeforeEach
  void makeARepositoryAndACertificate() throws Exception {
    GitFolder origin = GitFolder.create(folder.resolve("srv/shop"));
    head = origin.write("a.yaml", "a: 1\n").commit("first");
    keys = keys("git");
    certificate = pem("CERTIFICATE", keys.getCertificate("git").getEncoded());
  }

  /** A key and its own certificate, made by the JDK's tool. */
  private KeyStore keys(String name) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    new ProcessBuilder(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content));
  }

  /** A server's identity, and the clients that it trusts. */
  private SSLContext context(KeyStore clients) throws GeneralSecurityException {
    var identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    identity.init(keys, PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(clients);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private Result<String> resolve(
      String url, Map<String, String> credentials, UnaryOperator<String> certificates)
      throws IOException {
    GitOptions options =
        new GitOptions(
            folder.resolve("cache"),
            () -> Fetchers.sources(false),
            () -> Fetchers.WINDOW,
            () -> "",
            certificates,
            Map::of,
            InstantSource.system());
    try (JGitFetcher fetcher = new JGitFetcher(options)) {
      Repository repository = new Repository(url, "git", "", "", credentials);
      return fetcher
          .resolve(repository, "main", "", Freshness.FORCED)
          .then(commit -> fetcher.tree(repository, commit).map(tree -> tree.commit()));
    }
  }

  @Test
  void trustsOnlyWhatItIsToldTo() throws Exception {
    try (HttpGitServer server =
        new HttpGitServer(folder.resolve("srv"), new HttpsConfigurator(context(keys)))) {
      String url = server.url("shop");
      assertThat(failure(resolve(url, Map.of(), _ -> "")))
          .isInstanceOf(Failure.RepositoryUnreachable.class)
          .extracting(Failure::message)
          .asString()
          .contains("TLS");
      assertThat(value(resolve(url, Map.of(), _ -> certificate))).isEqualTo(head);
      assertThat(value(resolve(url, Map.of("insecure", "true"), _ -> ""))).isEqualTo(head);
    }
  }

  @Test
  void showsItsClientCertificateWhereTheServerWantsOne() throws Exception {
    KeyStore client = keys("client");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("client", client.getCertificate("client"));
    HttpsConfigurator wantsOne =
        new HttpsConfigurator(context(trusted)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        };
    Map<String, String> right = identity(client, "client");
    Map<String, String> wrong = identity(keys("stranger"), "stranger");
    try (HttpGitServer server = new HttpGitServer(folder.resolve("srv"), wantsOne)) {
      String url = server.url("shop");
      assertThat(value(resolve(url, right, _ -> certificate))).isEqualTo(head);
      for (Map<String, String> credentials : List.of(wrong, Map.<String, String>of())) {
        assertThat(failure(resolve(url, credentials, _ -> certificate)))
            .isInstanceOf(Failure.RepositoryUnreachable.class);
      }
      Failure broken =
          failure(
              resolve(
                  url,
                  Map.of(
                      "tlsClientCertData",
                      right.get("tlsClientCertData"),
                      "tlsClientCertKey",
                      "canary"),
                  _ -> certificate));
      assertThat(broken.toString()).contains("TLS").doesNotContain("canary");
    }
  }

  private static Map<String, String> identity(KeyStore store, String name)
      throws GeneralSecurityException {
    return Map.of(
        "tlsClientCertData",
        pem("CERTIFICATE", store.getCertificate(name).getEncoded()),
        "tlsClientCertKey",
        pem("PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded()));
  }
}
