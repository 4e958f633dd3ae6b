package dev.kilter.git;

import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.ReadSet;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetchException;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTree.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmodulesTest {
  private static final Map<String, String> ADA = Map.of("username", "ada", "password", "secret");

  @TempDir private Path folder;
  private GitFolder shop;
  private GitFolder lib;
  private boolean shown = true;

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  @BeforeEach
  void makeRepositories() throws IOException {
    lib = GitFolder.create(folder.resolve("srv/lib"));
    lib.write("x.yaml", "x: 1\n").write("deep/y.yaml", "y: 1\n").commit("lib");
    shop = GitFolder.create(folder.resolve("srv/shop"));
    shop.write("a.yaml", "a: 1\n").commit("shop");
  }

  private JGitFetcher fetcher(BiFunction<Repository, String, Repository> configured)
      throws IOException {
    Settings.Sources usual = Fetchers.sources(true);
    return new JGitFetcher(
        new GitOptions(
            folder.resolve("cache"),
            () ->
                new Settings.Sources(
                    usual.fileUrls(),
                    usual.helm(),
                    usual.kustomize(),
                    usual.jsonnet(),
                    usual.maxManifestBytes(),
                    Duration.ofSeconds(5),
                    usual.tools(),
                    new Settings.Git(shown, client())),
            () -> Fetchers.WINDOW,
            () -> "",
            _ -> "",
            Map::of,
            new ReferredAccess(configured),
            InstantSource.system()));
  }

  private JGitFetcher fetcher() throws IOException {
    return fetcher((_, url) -> Repository.open(url));
  }

  private SourceTree tree(JGitFetcher fetcher) {
    return value(fetcher.tree(Repository.open(shop.url()), shop.head()));
  }

  private static String text(SourceTree tree, String path) {
    return new String(tree.read(path, 1000), StandardCharsets.UTF_8);
  }

  private static Failure failure(SourceTree tree, String path) {
    SourceFetchException e =
        catchThrowableOfType(SourceFetchException.class, () -> tree.read(path, 1000));
    assertThat(e).as(path).isNotNull();
    return e.failure();
  }

  @Test
  void readsTheFilesOfASubmoduleAndFetchesItOnlyForThem() throws IOException {
    try (HttpGitServer server = new HttpGitServer(folder.resolve("srv"));
        JGitFetcher fetcher = fetcher()) {
      shop.submodule("vendor/lib", "../lib", lib.head());
      SourceTree tree = value(fetcher.tree(Repository.open(server.url("shop")), shop.head()));
      assertThat(text(tree, "a.yaml")).isEqualTo("a: 1\n");
      assertThat(tree.list("vendor"))
          .containsExactly(new Entry("lib", Entry.Type.FOLDER, lib.head()));
      assertThat(tree.objectId("vendor/lib")).hasValue(lib.head());
      assertThat(server.count("/lib/")).as("nobody has read in it").isZero();
      assertThat(text(tree, "vendor/lib/x.yaml")).isEqualTo("x: 1\n");
      assertThat(text(tree, "vendor/lib/deep/y.yaml")).isEqualTo("y: 1\n");
      assertThat(tree.list("vendor/lib")).extracting(Entry::name).containsExactly("deep", "x.yaml");
      assertThat(tree.objectId("vendor/lib/none.yaml")).isEmpty();
      long asked = server.count("/lib/");
      assertThat(
              text(
                  value(fetcher.tree(Repository.open(server.url("shop")), shop.head())),
                  "vendor/lib/x.yaml"))
          .isEqualTo("x: 1\n");
      assertThat(server.count("/lib/")).as("it is here").isEqualTo(asked);
    }
  }

  @Test
  void readsNestedSubmodulesAndLinksBetweenThem() throws IOException {
    GitFolder inner = GitFolder.create(folder.resolve("srv/inner"));
    inner.write("z.yaml", "z: 1\n").link("up.yaml", "../../../a.yaml").commit("inner");
    lib.submodule("inner", "./../inner", inner.head());
    shop.link("link.yaml", "vendor/lib/inner/z.yaml");
    shop.submodule("vendor/lib", "../lib/", lib.head());
    try (JGitFetcher fetcher = fetcher()) {
      SourceTree tree = tree(fetcher);
      assertThat(text(tree, "vendor/lib/inner/z.yaml")).isEqualTo("z: 1\n");
      assertThat(text(tree, "link.yaml")).isEqualTo("z: 1\n");
      assertThat(text(tree, "vendor/lib/inner/up.yaml")).isEqualTo("a: 1\n");
      assertThat(tree.hops("link.yaml")).containsExactly("link.yaml", "vendor/lib/inner/z.yaml");
      assertThat(tree.settledBy("link.yaml"))
          .containsExactly("link.yaml", "vendor/lib", ".gitmodules");
      assertThat(tree.settledBy("vendor/lib/inner/up.yaml"))
          .containsExactly("vendor/lib", "a.yaml", ".gitmodules");
    }
  }

  @Test
  void seesWithoutFetchingThatWhatWasReadHasChanged() throws IOException {
    shop.link("link.yaml", "vendor/lib/x.yaml");
    shop.submodule("vendor/lib", "../lib", lib.head());
    try (JGitFetcher fetcher = fetcher()) {
      SourceTree before = tree(fetcher);
      Map<String, Optional<String>> looks = new HashMap<>();
      for (String path : before.settledBy("vendor/lib/x.yaml")) {
        looks.put(path, before.objectId(path));
      }
      ReadSet read = new ReadSet(looks);
      ReadSet link = new ReadSet(Map.of("link.yaml", before.objectId("link.yaml")));
      shop.write("b.yaml", "b: 1\n").commit("beside");
      assertThat(read.unchangedIn(tree(fetcher))).isTrue();
      String gone = "0123456789012345678901234567890123456789";
      shop.gitlink("vendor/lib", gone);
      assertThat(read.unchangedIn(tree(fetcher))).isFalse();
      assertThat(link.unchangedIn(tree(fetcher))).as("it cannot be had").isFalse();
      assertThat(
              value(
                  fetcher.changedPaths(Repository.open(shop.url()), before.commit(), shop.head())))
          .containsExactly("b.yaml", "vendor/lib");
      assertThat(failure(tree(fetcher), "vendor/lib/x.yaml"))
          .isInstanceOfSatisfying(
              Failure.RevisionMissing.class,
              missing -> assertThat(missing.message()).contains("'vendor/lib'", gone));
    }
  }

  @Test
  void isAnEmptyFolderWhereSwitchedOffOrDeclaredNowhere() throws IOException {
    shop.gitlink("vendor/lib", lib.head());
    try (JGitFetcher fetcher = fetcher()) {
      SourceTree undeclared = tree(fetcher);
      assertThat(undeclared.list("vendor"))
          .containsExactly(new Entry("lib", Entry.Type.SUBMODULE, lib.head()));
      assertThat(undeclared.list("vendor/lib")).isEmpty();
      assertThat(undeclared.settledBy("vendor")).containsExactly("vendor", ".gitmodules");
      shop.submodule("vendor/lib", "../lib", lib.head());
      assertThat(tree(fetcher).list("vendor/lib")).hasSize(2);
      shown = false;
      assertThat(tree(fetcher).list("vendor/lib")).isEmpty();
      assertThat(tree(fetcher).objectId("vendor/lib")).isEmpty();
    }
  }

  @Test
  void sendsTheParentsCredentialsToTheParentsHostOnly() throws IOException {
    try (HttpGitServer home = new HttpGitServer(folder.resolve("srv")).wantsBasic("ada", "secret");
        HttpGitServer other = new HttpGitServer(folder.resolve("srv")).wantsBasic("ada", "secret");
        JGitFetcher fetcher = fetcher()) {
      shop.submodule("own", home.url("lib"), lib.head());
      shop.submodule("other", other.url("lib"), lib.head());
      Repository parent = new Repository(home.url("shop"), "git", "", "", ADA);
      SourceTree tree = value(fetcher.tree(parent, shop.head()));
      assertThat(text(tree, "own/x.yaml")).isEqualTo("x: 1\n");
      assertThat(failure(tree, "other/x.yaml"))
          .isInstanceOfSatisfying(
              Failure.RepositoryDenied.class,
              denied -> assertThat(denied.message()).contains("the submodule 'other'"));
      assertThat(other.requests())
          .isNotEmpty()
          .allMatch(request -> request.authorization().isEmpty());
    }
  }

  @Test
  void usesWhatIsConfiguredForTheSubmodule() throws IOException {
    try (HttpGitServer home = new HttpGitServer(folder.resolve("srv")).wantsBasic("ada", "secret");
        HttpGitServer other = new HttpGitServer(folder.resolve("srv")).wantsBasic("bob", "pw");
        JGitFetcher fetcher =
            fetcher((parent, url) ->
                url.equals(other.url("lib")) && parent.reader().equals("shops")
                    ? Repository.open(url).with(Map.of("username", "bob", "password", "pw"))
                    : Repository.open(url))) {
      shop.submodule("lib", other.url("lib"), lib.head());
      Repository parent = new Repository(home.url("shop"), "git", "", "", ADA);
      assertThat(text(value(fetcher.tree(parent.readBy("shops"), shop.head())), "lib/x.yaml"))
          .isEqualTo("x: 1\n");
      assertThat(failure(value(fetcher.tree(parent.readBy("others"), shop.head())), "lib/x.yaml"))
          .isInstanceOf(Failure.RepositoryDenied.class);
      assertThat(home.requests()).noneMatch(request -> request.target().contains("/lib/"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--upload-pack=touch /tmp/x, starts with '-'",
    "ext::sh -c x, white space",
    "ext::x, names a remote helper",
    "file:///etc, is a folder of the machine",
    "/etc, is a folder of the machine",
    "lib, is a folder of the machine",
    "../../lib, leads out of the host",
    "../../../../../lib, leads out of the host",
    "../..//169.254.169.254/lib, names no valid host",
    "http://169.254.169.254/lib, link-local",
    "ssh://git@169.254.169.254/lib, link-local",
    "git://169.254.169.254/lib, link-local",
    "git@169.254.169.254:lib, link-local",
    "http://-x/lib, names no valid host",
    "gopher://host/lib, has a scheme other than",
  })
  void refusesHostileUrls(String url, String why) throws IOException {
    try (HttpGitServer server = new HttpGitServer(folder.resolve("srv"));
        JGitFetcher fetcher = fetcher()) {
      shop.submodule("lib", url, lib.head());
      SourceTree tree = value(fetcher.tree(Repository.open(server.url("shop")), shop.head()));
      assertThat(failure(tree, "lib/x.yaml").message()).contains("'lib'", why);
      assertThat(text(tree, "a.yaml")).isEqualTo("a: 1\n");
    }
  }

  @Test
  void takesNoPathOutOfAFileThatSaysWhereSubmodulesAre() throws IOException {
    for (String path : List.of(".git/hooks", "../up", "/abs", "lib/../../up")) {
      shop.write(".gitmodules", "[submodule \"x\"]\n\tpath = " + path + "\n\turl = ../lib\n");
      shop.gitlink("lib", lib.head());
      try (JGitFetcher fetcher = fetcher()) {
        SourceTree tree = tree(fetcher);
        assertThat(failure(tree, "lib/x.yaml"))
            .isEqualTo(
                new Failure.RenderFailed(
                    ".gitmodules",
                    0,
                    ".gitmodules: there is no submodule with path 'lib' and a url"));
        assertThat(tree.objectId(path + "/x.yaml")).isEmpty();
      }
    }
  }

  @Test
  void saysWhatIsWrongWithAFileThatSaysWhereSubmodulesAre() throws IOException {
    shop.write(".gitmodules", "[submodule \"lib\n").gitlink("lib", lib.head());
    try (JGitFetcher fetcher = fetcher()) {
      assertThat(failure(tree(fetcher), "lib/x.yaml").message())
          .startsWith(".gitmodules: it cannot be read: ");
    }
    shop.write(".gitmodules", "#".repeat((1 << 20) + 1)).gitlink("lib", lib.head());
    try (JGitFetcher fetcher = fetcher()) {
      assertThat(failure(tree(fetcher), "lib/x.yaml").message()).contains("more than 1048576");
    }
  }

  @Test
  void endsWhereSubmodulesAreNestedTooDeep() throws IOException {
    GitFolder below = lib;
    for (int i = 0; i < 11; i++) {
      GitFolder next = GitFolder.create(folder.resolve("srv/n" + i));
      next.submodule("s", below.url(), below.head());
      below = next;
    }
    shop.submodule("s", below.url(), below.head());
    try (JGitFetcher fetcher = fetcher()) {
      SourceTree tree = tree(fetcher);
      assertThat(tree.list("s" + "/s".repeat(9))).extracting(Entry::name).contains("s");
      assertThat(failure(tree, "s" + "/s".repeat(11) + "/x.yaml").message())
          .contains("nested deeper than 10 levels");
    }
  }

  @Test
  void endsWhereThereAreTooMany() throws IOException {
    StringBuilder modules = new StringBuilder();
    StringBuilder index = new StringBuilder();
    for (int i = 0; i < 201; i++) {
      modules.append("[submodule \"m%d\"]%n\tpath = m%d%n\turl = ../lib%n".formatted(i, i));
      index.append("160000,").append(lib.head()).append(",m").append(i).append(' ');
    }
    shop.write(".gitmodules", modules.toString());
    shop.git("add", "-A");
    for (String entry : index.toString().split(" ", -1)) {
      if (!entry.isEmpty()) {
        shop.git("update-index", "--add", "--cacheinfo", entry);
      }
    }
    shop.git("commit", "-q", "-m", "many");
    try (JGitFetcher fetcher = fetcher()) {
      SourceTree tree = tree(fetcher);
      for (int i = 0; i < 200; i++) {
        assertThat(text(tree, "m" + i + "/x.yaml")).isEqualTo("x: 1\n");
      }
      assertThat(failure(tree, "m200/x.yaml").message()).contains("more than 200 submodules");
    }
  }
}
