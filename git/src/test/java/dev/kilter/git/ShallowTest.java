package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories of which only the last commits are fetched. */
class ShallowTest {
  @TempDir private Path folder;
  private final List<String> commits = new ArrayList<>();
  private GitFolder shop;
  private HttpGitServer server;
  private JGitFetcher fetcher;

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  @BeforeEach
  void makeARepositoryWithHistory() throws IOException {
    shop = GitFolder.create(folder.resolve("srv/shop"));
    shop.write("same.yaml", "same: 1\n");
    for (int i = 0; i < 5; i++) {
      push();
    }
    server = new HttpGitServer(folder.resolve("srv"));
    fetcher = Fetchers.in(folder.resolve("cache"), client());
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private String push() throws IOException {
    int number = commits.size();
    commits.add(shop.write("a.yaml", "a: " + number + "\n").commit("number " + number));
    return commits.getLast();
  }

  private Repository repository(String depth) {
    return new Repository(server.url("shop"), "git", "", "", Map.of("depth", depth));
  }

  private String head(Repository repository) {
    return value(fetcher.resolve(repository, "main", "", Freshness.FORCED));
  }

  private String text(Repository repository, String commit, String path) {
    return new String(
        value(fetcher.tree(repository, commit)).read(path, 100), StandardCharsets.UTF_8);
  }

  private Path store() throws IOException {
    try (Stream<Path> stores = Files.list(folder.resolve("cache"))) {
      return stores.filter(it -> Files.exists(it.resolve("objects"))).findAny().orElseThrow();
    }
  }

  private boolean isHere(String commit) throws IOException {
    try (var local = new FileRepositoryBuilder().setGitDir(store().toFile()).setBare().build()) {
      return local.getObjectDatabase().has(ObjectId.fromString(commit));
    }
  }

  @Test
  void fetchesNoMoreThanTheLastCommits() throws IOException {
    Repository two = repository("2");
    String head = head(two);
    assertThat(text(two, head, "a.yaml")).isEqualTo("a: 4\n");
    assertThat(isHere(commits.get(4))).isTrue();
    assertThat(isHere(commits.get(3))).isTrue();
    assertThat(isHere(commits.get(2))).isFalse();
    assertThat(value(fetcher.commit(two, head)).message()).isEqualTo("number 4");
  }

  @Test
  void followsABranchAndTellsWhatChangedBetweenWhatItHas() throws IOException {
    Repository one = repository("1");
    String old = head(one);
    text(one, old, "a.yaml");
    shop.write("b.yaml", "b: 1\n");
    push();
    String head = push();
    assertThat(head(one)).isEqualTo(head);
    assertThat(text(one, head, "b.yaml")).isEqualTo("b: 1\n");
    assertThat(value(fetcher.changedPaths(one, old, head))).containsExactly("a.yaml", "b.yaml");
    assertThat(isHere(commits.get(5))).as("between the two").isFalse();
  }

  @Test
  void doesNotKnowWhatChangedSinceACommitThatCannotBeHad() {
    Repository one = repository("1");
    String head = head(one);
    text(one, head, "a.yaml");
    Failure failure =
        failure(fetcher.changedPaths(one, "0123456789012345678901234567890123456789", head));
    assertThat(failure)
        .isInstanceOf(Failure.RevisionMissing.class)
        .extracting(Failure::message)
        .asString()
        .contains("only the last 1 of each branch are fetched (depth)");
  }

  @Test
  void fetchesAnOlderCommitByItsIdAndNoneThatALongerHistoryWouldHold() throws IOException {
    Repository one = repository("1");
    head(one);
    assertThat(text(one, commits.get(1), "a.yaml")).isEqualTo("a: 1\n");
    assertThat(isHere(commits.get(0))).isFalse();
    assertThat(isHere(commits.get(2))).isFalse();
  }

  @Test
  void resolvesTagsAndFailsOnAShortIdOutOfReach() {
    shop.git("tag", "v1.0.0", commits.get(0));
    shop.git("tag", "-a", "v1.1.0", "-m", "x", commits.get(1));
    Repository one = repository("1");
    assertThat(value(fetcher.resolve(one, "1.*", "", Freshness.FORCED))).isEqualTo(commits.get(1));
    assertThat(text(one, commits.get(1), "a.yaml")).isEqualTo("a: 1\n");
    assertThat(value(fetcher.commit(one, commits.get(1))).tags()).containsExactly("v1.1.0");
    Failure failure =
        failure(fetcher.resolve(one, commits.get(2).substring(0, 9), "", Freshness.FORCED));
    assertThat(failure.message()).endsWith("are fetched (depth): write all of a commit's id");
  }

  @Test
  void isTidiedWithoutMissingWhatWasNeverFetched() throws Exception {
    Repository one = repository("1");
    for (int i = 0; i < 3; i++) {
      push();
      text(one, head(one), "a.yaml");
    }
    try (var local = new FileRepositoryBuilder().setGitDir(store().toFile()).setBare().build()) {
      Git.wrap(local).gc().call();
    }
    push();
    assertThat(text(one, head(one), "a.yaml")).isEqualTo("a: 8\n");
    assertThat(text(one, commits.get(7), "same.yaml")).isEqualTo("same: 1\n");
  }

  @Test
  void refusesADepthThatIsNoNumber() {
    for (String depth : List.of("-1", "all", "1.5", "99999999999")) {
      assertThat(failure(fetcher.resolve(repository(depth), "main", "", Freshness.FORCED)))
          .isEqualTo(
              new Failure.InvalidSpec("the depth of the repository must be a number of commits"));
    }
    assertThat(head(repository("0"))).isEqualTo(commits.getLast());
  }
}
