package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitsTest {
  @TempDir private Path folder;
  private GitFolder origin;
  private Repository repository;
  private JGitFetcher fetcher;

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  @BeforeEach
  void makeARepository() throws IOException {
    origin = GitFolder.create(folder.resolve("origin"));
    repository = Repository.open(origin.url());
    fetcher = Fetchers.in(folder.resolve("cache"), client());
  }

  @AfterEach
  void close() {
    fetcher.close();
  }

  @Test
  void tellsWhoDidWhatAndWhen() throws IOException {
    String id = origin.write("a", "1").commit("Roll out 2.1\n\nBecause of the new menu.");
    origin.git("tag", "v2.1");
    origin.git("tag", "-a", "-m", "x", "stable");
    String head = value(fetcher.resolve(repository, "HEAD", "", Freshness.RECENT));
    assertThat(value(fetcher.commit(repository, head)))
        .isEqualTo(
            new Commit(
                id,
                "Ada <ada@example.com>",
                Instant.parse("2026-01-02T03:04:05Z"),
                "Roll out 2.1\n\nBecause of the new menu.",
                List.of("stable", "v2.1")));
  }

  @Test
  void listsChangedPaths() throws IOException {
    String first = origin.write("a/x", "1").write("a/y", "1").write("b", "1").commit("first");
    origin.git("rm", "-q", "a/y");
    String second = origin.write("a/x", "2").write("c/d/e", "1").commit("second");
    assertThat(value(fetcher.changedPaths(repository, first, second)))
        .containsExactly("a/x", "a/y", "c/d/e");
    assertThat(value(fetcher.changedPaths(repository, first, first))).isEmpty();
  }

  @Test
  void keepsACommitUnderARefOfItsOwn() throws IOException {
    String id = origin.write("a", "1").commit("first");
    value(fetcher.tree(repository, id));
    fetcher.keep(repository, id);
    fetcher.keep(repository, "not a commit");
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      assertThat(files.map(Path::toString))
          .anyMatch(path -> path.endsWith("refs/kilter/keep/" + id));
    }
  }

  @Test
  void wantsMoreOfAnAmbiguousAbbreviation() throws NoSuchAlgorithmException {
    origin.commit("first");
    String tree = origin.git("rev-parse", "HEAD^{tree}");
    Map<String, Integer> seen = new HashMap<>();
    int twin = 0;
    String prefix = prefix(tree, twin);
    while (!seen.containsKey(prefix)) {
      seen.put(prefix, twin);
      prefix = prefix(tree, ++twin);
    }
    String one = origin.git("commit-tree", tree, "-m", "try " + seen.get(prefix));
    String other = origin.git("commit-tree", tree, "-m", "try " + twin);
    origin.git("branch", "one", one);
    origin.git("branch", "other", other);
    Failure failure = failure(fetcher.resolve(repository, prefix, "", Freshness.RECENT));
    assertThat(failure).isInstanceOf(Failure.RevisionMissing.class);
    assertThat(failure.message()).contains("is short for several commits", one, other);
  }

  /** What the id of such a commit begins with; some twenty thousand tries find two alike. */
  private static String prefix(String tree, int number) throws NoSuchAlgorithmException {
    String who = " Ada <ada@example.com> " + Instant.parse("2026-01-02T03:04:05Z").getEpochSecond();
    String body =
        "tree "
            + tree
            + "\nauthor"
            + who
            + " +0000\ncommitter"
            + who
            + " +0000\n\ntry "
            + number
            + "\n";
    byte[] bytes = ("commit " + body.length() + "\0" + body).getBytes(StandardCharsets.UTF_8);
    byte[] id = MessageDigest.getInstance("SHA-1").digest(bytes);
    return HexFormat.of().formatHex(id).substring(0, 7);
  }

  @Test
  void survivesTheLossOfTheCache() throws IOException {
    String id = origin.write("a", "1").commit("first");
    value(fetcher.tree(repository, id));
    Files.move(folder.resolve("cache"), folder.resolve("lost"));
    assertThat(value(fetcher.tree(repository, id)).objectId("a")).isPresent();
  }

  @Test
  void namesNoRepositoryOnDisk() throws IOException {
    value(fetcher.tree(repository, origin.write("a", "1").commit("first")));
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .isNotEmpty()
          .noneMatch(path -> path.toString().contains("origin"))
          .noneMatch(CommitsTest::namesTheOrigin);
    }
  }

  private static boolean namesTheOrigin(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("origin");
    } catch (NoSuchFileException e) {
      return false; // a lock that JGit has just given back
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void connectsToNoFolderUnlessThatIsSwitchedOn() throws IOException {
    origin.commit("first");
    GitOptions strict =
        new GitOptions(
            folder.resolve("strict"),
            () -> Fetchers.sources(false, client()),
            () -> Fetchers.WINDOW,
            () -> "",
            _ -> "",
            Map::of,
            ReferredAccess.OPEN,
            InstantSource.system());
    try (JGitFetcher careful = new JGitFetcher(strict)) {
      for (String url : List.of(origin.url(), origin.path().toString(), "../origin")) {
        assertThat(failure(careful.resolve(Repository.open(url), "HEAD", "", Freshness.FORCED)))
            .isInstanceOf(Failure.InvalidSpec.class)
            .extracting(Failure::message)
            .asString()
            .contains("kilter.sources.file");
      }
    }
    assertThat(
            failure(fetcher.resolve(Repository.open("file:///nowhere"), "x", "", Freshness.FORCED)))
        .isInstanceOf(Failure.RepositoryUnreachable.class);
    assertThat(failure(fetcher.resolve(Repository.open("ext::sh -c x"), "x", "", Freshness.FORCED)))
        .isInstanceOf(Failure.InvalidSpec.class);
  }

  @Test
  void forgetsAnAnswerAfterTheWindow() throws IOException {
    String first = origin.write("a", "1").commit("first");
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    try (JGitFetcher timed =
        new JGitFetcher(Fetchers.options(folder.resolve("timed"), () -> now[0], ""))) {
      assertThat(value(timed.resolve(repository, "main", "", Freshness.RECENT))).isEqualTo(first);
      String second = origin.write("a", "2").commit("second");
      now[0] = now[0].plus(Fetchers.WINDOW).minusSeconds(1);
      assertThat(value(timed.resolve(repository, "main", "", Freshness.RECENT))).isEqualTo(first);
      now[0] = now[0].plusSeconds(1);
      assertThat(value(timed.resolve(repository, "main", "", Freshness.RECENT))).isEqualTo(second);
    }
  }

  @Test
  void readsNobodysConfiguration() {
    SystemReader system = SystemReader.getInstance();
    assertThat(system.openUserConfig(null, FS.DETECTED).getFile()).isNull();
    assertThat(system.openSystemConfig(null, FS.DETECTED).getFile()).isNull();
    assertThat(system.openJGitConfig(null, FS.DETECTED).getFile()).isNull();
    assertThat(system.getenv("PATH")).isNull();
  }
}
