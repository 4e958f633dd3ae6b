package dev.kilter.git;

import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetchException;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LfsTest {
  private static final String BIG = "big: " + "1".repeat(5000) + "\n";
  private static final Map<String, String> ADA = Map.of("username", "ada", "password", "secret");

  @TempDir private Path folder;
  private HttpGitServer server;
  private GitFolder shop;
  private JGitFetcher fetcher;
  private String pointer = "";

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  @BeforeEach
  void makeARepository() throws IOException {
    server = new HttpGitServer(folder.resolve("srv"));
    shop = GitFolder.create(folder.resolve("srv/shop"));
    pointer = server.large().keep(BIG);
    shop.write("big.yaml", pointer).write("a.yaml", "a: 1\n").commit("large");
    fetcher = Fetchers.in(folder.resolve("cache"), client());
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private Repository repository(Map<String, String> credentials) {
    Map<String, String> all = new HashMap<>(credentials);
    all.put("enableLfs", "true");
    return new Repository(server.url("shop"), "git", "", "", all);
  }

  private SourceTree tree() {
    return tree(repository(Map.of()));
  }

  private SourceTree tree(Repository repository) {
    return value(fetcher.tree(repository, shop.head()));
  }

  private static String text(SourceTree tree, String path) {
    return new String(tree.read(path, 10_000), StandardCharsets.UTF_8);
  }

  private static Failure failure(SourceTree tree) {
    SourceFetchException e =
        catchThrowableOfType(SourceFetchException.class, () -> tree.read("big.yaml", 10_000));
    assertThat(e).isNotNull();
    return e.failure();
  }

  private long batches() {
    return server.count("/shop.git/info/lfs/objects/batch");
  }

  @Test
  void readsAPointerAsWhatItStandsForAndFetchesThatOnce() throws IOException {
    assertThat(text(tree(), "a.yaml")).isEqualTo("a: 1\n");
    assertThat(batches()).isZero();
    assertThat(text(tree(), "big.yaml")).isEqualTo(BIG);
    assertThat(text(tree(), "big.yaml")).isEqualTo(BIG);
    assertThat(batches()).isEqualTo(1);
    try (JGitFetcher later = Fetchers.in(folder.resolve("cache"), client())) {
      assertThat(text(value(later.tree(repository(Map.of()), shop.head())), "big.yaml"))
          .isEqualTo(BIG);
    }
    assertThat(batches()).as("it is on disk").isEqualTo(1);
  }

  @Test
  void fetchesAnewWhatIsDamagedOnDisk() throws IOException {
    assertThat(text(tree(), "big.yaml")).isEqualTo(BIG);
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      files
          .filter(file -> file.toString().contains("/lfs/") && Files.isRegularFile(file))
          .forEach(file -> write(file, "damaged"));
    }
    assertThat(text(tree(), "big.yaml")).isEqualTo(BIG);
    assertThat(batches()).isEqualTo(2);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void leavesPointersAsTheyAreUnlessTheRepositorySaysSo() {
    SourceTree plain = tree(Repository.open(server.url("shop")));
    assertThat(text(plain, "big.yaml")).isEqualTo(pointer);
    assertThat(batches()).isZero();
    assertThat(plain.objectId("big.yaml"))
        .as("what is kept of one is none of the other's")
        .isNotEqualTo(tree().objectId("big.yaml"));
    assertThat(plain.objectId("")).isNotEqualTo(tree().objectId(""));
  }

  @Test
  void readsWhatOnlyLooksLikeAPointerAsItIs() throws IOException {
    List<String> texts =
        List.of(
            "",
            "version https://git-lfs.github.com/spec/v1\n",
            pointer.replace("sha256:", "md5:"),
            pointer.replace("spec/v1", "spec/v9"),
            pointer.replaceFirst("size .*", "size many"),
            "a: 1\n" + pointer,
            pointer + "x".repeat(1024));
    for (String text : texts) {
      shop.write("big.yaml", text).commit("looks like one");
      assertThat(text(tree(), "big.yaml")).isEqualTo(text);
    }
  }

  @Test
  void believesNoContentThatThePointerDoesNotProve() {
    server.large().damage(pointer);
    assertThat(failure(tree()))
        .isInstanceOf(Failure.RepositoryUnreachable.class)
        .extracting(Failure::message)
        .asString()
        .startsWith("'big.yaml', which is in Git LFS: ")
        .endsWith("it sends something else than what has this SHA-256 and size");
  }

  @Test
  void saysWhatTheServerSaysOfAContentItDoesNotHave() throws IOException {
    shop.write("big.yaml", LfsStore.pointer("0".repeat(64), 7)).commit("gone");
    assertThat(failure(tree()).message()).endsWith("it says: Object does not exist");
  }

  @Test
  void refusesMoreThanTheReaderTakes() throws IOException {
    SourceTree tree = tree();
    assertThatThrownBy(() -> tree.read("big.yaml", 200))
        .isInstanceOfSatisfying(
            SourceTreeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    shop.write("big.yaml", LfsStore.pointer("0".repeat(64), 1L << 40)).commit("endless");
    SourceTree endless = tree();
    assertThatThrownBy(() -> endless.read("big.yaml", Long.MAX_VALUE))
        .isInstanceOf(SourceTreeException.class)
        .hasMessageContaining("1099511627776 bytes in Git LFS, more than 104857600");
    assertThat(batches()).isZero();
  }

  @Test
  void isAskedWithTheRepositorysCredentials() {
    server.wantsBasic("ada", "secret");
    assertThat(text(tree(repository(ADA)), "big.yaml")).isEqualTo(BIG);
    assertThat(server.requests())
        .filteredOn(request -> request.target().startsWith("/large/"))
        .singleElement()
        .satisfies(request -> assertThat(request.authorization()).startsWith("Basic "));
  }

  @Test
  void sendsNoCredentialsToWhereTheServerSendsItForTheContent() throws IOException {
    server.wantsBasic("ada", "secret");
    try (HttpGitServer storage = new HttpGitServer(folder.resolve("srv")).wantsBearer("ticket")) {
      storage.large().keep(BIG);
      server.large().sendTo(storage.url("").replaceFirst("/$", ""), Map.of());
      assertThat(failure(tree(repository(ADA)))).isInstanceOf(Failure.RepositoryDenied.class);
      server
          .large()
          .sendTo(storage.url("").replaceFirst("/$", ""), Map.of("Authorization", "Bearer ticket"));
      assertThat(text(tree(repository(ADA)), "big.yaml")).isEqualTo(BIG);
      assertThat(storage.requests())
          .extracting(HttpGitServer.Request::authorization)
          .containsExactly("", "Bearer ticket");
    }
  }

  @Test
  void asksNoForbiddenAddressForContent() {
    server.large().sendTo("http://169.254.169.254", Map.of());
    assertThat(failure(tree()).message()).contains("link-local");
    server.large().sendTo("file:///etc", Map.of());
    assertThat(failure(tree()).message()).contains("begins with https:// or http://");
  }

  @Test
  void asksTheServerThatTheCommitNames() throws IOException {
    try (HttpGitServer other = new HttpGitServer(folder.resolve("srv"))) {
      other.large().keep(BIG);
      shop.write(".lfsconfig", "[lfs]\n\turl = " + other.url("x/info/lfs") + "\n").commit("other");
      server.wantsBasic("ada", "secret");
      assertThat(text(tree(repository(ADA)), "big.yaml")).isEqualTo(BIG);
      assertThat(other.requests())
          .isNotEmpty()
          .allMatch(request -> request.authorization().isEmpty());
    }
    for (String url : List.of("file:///etc", "ssh://git@host/x", "ext::sh", "-x")) {
      shop.write(".lfsconfig", "[lfs]\n\turl = " + url + "\n").commit("odd");
      shop.write("big.yaml", server.large().keep(BIG + url)).commit("another");
      assertThat(failure(tree(repository(ADA)))).isInstanceOf(Failure.RenderFailed.class);
    }
  }

  @Test
  void asksOverSshWhereContentsAre() throws Exception {
    SshKeys.Key key = SshKeys.make("ed25519", folder.resolve("id"));
    try (SshGitServer ssh = new SshGitServer(folder.resolve("srv"), key.open());
        JGitFetcher overSsh =
            new JGitFetcher(
                Fetchers.options(
                    folder.resolve("ssh"), InstantSource.system(), ssh.knownHost(), client()))) {
      Repository repository =
          new Repository(
              ssh.url("shop"),
              "git",
              "",
              "",
              Map.of("sshPrivateKey", key.text(), "enableLfs", "true"));
      SourceTree tree = value(overSsh.tree(repository, shop.head()));
      assertThat(failure(tree)).as("the server knows no LFS").isInstanceOf(Failure.class);
      ssh.sends(
          "shop",
          Json.text(
              Map.of(
                  "href", server.url("shop.git/info/lfs"),
                  "header", Map.of("Authorization", "Bearer ticket"))));
      server.wantsBearer("ticket");
      assertThat(text(tree, "big.yaml")).isEqualTo(BIG);
    }
  }
}
