package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  @TempDir private Path folder;
  private String head;
  private String certificate;
  private SSLContext context;

  @BeforeEach
  void makeARepositoryAndACertificate() throws Exception {
    GitFolder origin = GitFolder.create(folder.resolve("srv/shop"));
    head = origin.write("a.yaml", "a: 1\n").commit("first");
    Path file = folder.resolve("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    new ProcessBuilder(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "git",
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
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    certificate =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("git").getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
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
            InstantSource.system());
    try (JGitFetcher fetcher = new JGitFetcher(options)) {
      Repository repository = new Repository(url, "git", "", "", credentials);
      return fetcher
          .resolve(repository, "main", "", Freshness.FORCED)
          .then(commit -> fetcher.tree(repository, commit).map(tree -> tree.commit()));
    }
  }

  @Test
  void trustsOnlyWhatItIsToldTo() throws IOException {
    try (HttpGitServer server =
        new HttpGitServer(folder.resolve("srv"), new HttpsConfigurator(context))) {
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
}
