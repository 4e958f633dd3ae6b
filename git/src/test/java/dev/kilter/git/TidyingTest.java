package dev.kilter.git;

import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a long row of pushes leaves on the disk, and how often the whole of it is written. */
class TidyingTest {
  private static final int PUSHES = 130;
  private static final int MUCH = 400_000;
  private static final int FEW = 60;

  @TempDir Path folder;
  private final List<String> commits = new ArrayList<>();

  @Test
  void aRowOfPushesLeavesFewPacksAndDoesNotRewriteTheRepositoryForEachOfThem() throws IOException {
    GitFolder origin = GitFolder.create(folder.resolve("origin"));
    Files.write(origin.path().resolve("much"), noise());
    origin.commit("much");
    Set<Path> whole = new HashSet<>();
    try (JGitFetcher fetcher = Fetchers.in(folder.resolve("cache"))) {
      for (int i = 0; i < PUSHES; i++) {
        push(origin, fetcher);
        packs().stream().filter(pack -> pack.toFile().length() > MUCH).forEach(whole::add);
      }
      await("tidied at a push, as soon as it has rested")
          .atMost(Duration.ofMinutes(2))
          .until(() -> {
            push(origin, fetcher);
            return packs().size() <= FEW;
          });

      assertThat(whole)
          .as("packs with everything in them: the first fetch, and one for each fifty pushes")
          .hasSizeBetween(1, 2 + PUSHES / 50);
      for (int i = 0; i < commits.size(); i++) {
        assertThat(small(origin, fetcher, commits.get(i))).isEqualTo("push " + i);
      }
    }
  }

  private void push(GitFolder origin, JGitFetcher fetcher) throws IOException {
    String text = "push " + commits.size();
    commits.add(origin.write("small", text).commit(text));
    String head = value(fetcher.resolve(repository(origin), "main", "", Freshness.FORCED));
    assertThat(small(origin, fetcher, head)).isEqualTo(text);
  }

  private static String small(GitFolder origin, JGitFetcher fetcher, String commit) {
    return new String(
        value(fetcher.tree(repository(origin), commit)).read("small", 100), StandardCharsets.UTF_8);
  }

  private static Repository repository(GitFolder origin) {
    return new Repository(origin.url(), "git", "", "", Map.of());
  }

  /** Nothing makes it smaller. */
  private static byte[] noise() {
    byte[] noise = new byte[MUCH];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private List<Path> packs() throws IOException {
    try (Stream<Path> stores = Files.list(folder.resolve("cache"))) {
      Path store = stores.filter(it -> Files.exists(it.resolve("objects"))).findAny().orElseThrow();
      try (Stream<Path> files = Files.list(store.resolve("objects/pack"))) {
        return files.filter(file -> file.toString().endsWith(".pack")).toList();
      }
    }
  }
}
