package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolveTest {
  @TempDir private Path folder;
  private GitFolder origin;
  private Repository repository;
  private JGitFetcher fetcher;
  private String first;
  private String second;

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  @BeforeEach
  void makeARepository() throws IOException {
    origin = GitFolder.create(folder.resolve("origin"));
    first = origin.write("a.yaml", "a: 1\n").commit("first");
    origin.git("tag", "v1.2.0");
    origin.git("tag", "-a", "-m", "annotated", "v1.3.0");
    origin.git("tag", "web-2.0.0");
    second = origin.write("a.yaml", "a: 2\n").commit("second");
    origin.git("tag", "v2.0.0-rc.1");
    origin.git("branch", "feature/x");
    repository = Repository.open(origin.url());
    fetcher = Fetchers.in(folder.resolve("cache"), client());
  }

  @AfterEach
  void close() {
    fetcher.close();
  }

  private Result<String> resolve(String revision) {
    return resolve(revision, "");
  }

  private Result<String> resolve(String revision, String tagPrefix) {
    return fetcher.resolve(repository, revision, tagPrefix, Freshness.FORCED);
  }

  @Test
  void findsWhatAUserMayTrack() {
    for (String name :
        List.of(
            "main",
            "HEAD",
            "",
            "refs/heads/main",
            "feature/x",
            "v2.0.0-rc.1",
            second,
            second.substring(0, 7),
            second.substring(0, 12).toUpperCase(java.util.Locale.ROOT))) {
      assertThat(value(resolve(name))).as(name).isEqualTo(second);
    }
    for (String name :
        List.of(
            "v1.2.0",
            "v1.3.0",
            "refs/tags/v1.3.0",
            "1.2.*",
            ">=1.0 <2",
            "^1.2",
            "~1.2",
            "1.x",
            first.substring(0, 9))) {
      assertThat(value(resolve(name))).as(name).isEqualTo(first);
    }
  }

  @Test
  void limitsAndStripsTheTagPrefix() {
    assertThat(value(resolve("2.x", "web-"))).isEqualTo(first);
    assertThat(value(resolve("2.0.0", "web-"))).isEqualTo(first);
    assertThat(failure(resolve("1.x", "web-")).message())
        .isEqualTo(
            "repository "
                + origin.url()
                + ": none of its 4 tags with prefix 'web-' is a version within '1.x'");
  }

  @Test
  void peelsAnnotatedTags() {
    assertThat(value(resolve("v1.3.0"))).isEqualTo(first);
    assertThat(value(fetcher.tree(repository, first)).commit()).isEqualTo(first);
  }

  @Test
  void namesWhatThereIsWhereNothingMatches() {
    Failure failure = failure(resolve("mian"));
    assertThat(failure).isInstanceOf(Failure.RevisionMissing.class);
    assertThat(failure.message())
        .isEqualTo(
            "repository "
                + origin.url()
                + ": it has no branch, tag or commit 'mian'; it has"
                + " feature/x, main, v1.2.0, v1.3.0, v2.0.0-rc.1");
  }

  @Test
  void saysThatARepositoryIsEmpty() throws IOException {
    GitFolder empty = GitFolder.create(folder.resolve("empty"));
    Result<String> result =
        fetcher.resolve(Repository.open(empty.url()), "HEAD", "", Freshness.RECENT);
    assertThat(failure(result)).isInstanceOf(Failure.RevisionMissing.class);
    assertThat(failure(result).message()).endsWith("nothing has been pushed to it yet");
  }

  @Test
  void refusesNamesThatGitForbids() {
    for (String name : List.of("--output=x", "--upload-pack=touch /tmp/x", "a\nb", "a\0b")) {
      assertThat(failure(resolve(name))).as(name).isInstanceOf(Failure.InvalidSpec.class);
    }
  }

  @Test
  void seesTheBranchMoveOnceAskedTo() throws IOException {
    assertThat(value(fetcher.resolve(repository, "main", "", Freshness.RECENT))).isEqualTo(second);
    String third = origin.write("a.yaml", "a: 3\n").commit("third");
    assertThat(value(fetcher.resolve(repository, "main", "", Freshness.RECENT))).isEqualTo(second);
    assertThat(value(resolve("main"))).isEqualTo(third);
    assertThat(value(fetcher.resolve(repository, "main", "", Freshness.RECENT))).isEqualTo(third);
  }

  @Test
  void findsANewBranchWithoutBeingForced() {
    assertThat(value(fetcher.resolve(repository, "main", "", Freshness.RECENT))).isEqualTo(second);
    origin.git("branch", "fresh");
    assertThat(value(fetcher.resolve(repository, "fresh", "", Freshness.RECENT))).isEqualTo(second);
  }

  @Test
  void noticesForcedPushesVanishedBranchesAndMovedTags() throws IOException {
    assertThat(value(fetcher.tree(repository, value(resolve("main")))).commit()).isEqualTo(second);
    origin.git("reset", "-q", "--hard", first);
    String other = origin.write("b.yaml", "b: 1\n").commit("other");
    origin.git("branch", "-D", "feature/x");
    origin.git("branch", "feature");
    origin.git("tag", "-f", "v1.2.0");
    assertThat(value(resolve("main"))).isEqualTo(other);
    assertThat(value(resolve("v1.2.0"))).isEqualTo(other);
    assertThat(value(fetcher.tree(repository, other)).objectId("b.yaml")).isPresent();
    assertThat(failure(resolve("feature/x"))).isInstanceOf(Failure.RevisionMissing.class);
    // What was fetched before stays readable, for rollbacks.
    assertThat(value(fetcher.tree(repository, second)).commit()).isEqualTo(second);
  }
}
