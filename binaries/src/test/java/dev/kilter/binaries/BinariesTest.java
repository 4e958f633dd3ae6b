package dev.kilter.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  private static final List<String> NAMES = List.of("till", "scale");

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private final List<String> fetched = new ArrayList<>();
  private Path cache = Path.of("");

  @BeforeEach
  void chooseCache() {
    cache = folder.resolve("cache").resolve("1.2.3");
  }

  @Test
  void takesTheNamedFolderFirst() throws IOException {
    var named = Files.createDirectory(folder.resolve("mine"));
    fill(named);
    fill(Files.createDirectories(cache));
    assertThat(resolve(Optional.of(named)).toAbsolutePath()).isEqualTo(named);
  }

  @Test
  void takesTheCacheBeforeAnySource() throws IOException {
    fill(Files.createDirectories(cache));
    assertThat(resolve(Optional.empty(), works("source")).toAbsolutePath()).isEqualTo(cache);
    assertThat(fetched).isEmpty();
  }

  @Test
  void goesOnToTheNextSourceAndKeepsItsResult() throws IOException {
    var programs = resolve(Optional.empty(), fails("first"), works("second"), works("third"));
    assertThat(release().missing(programs)).isEmpty();
    assertThat(fetched).containsExactly("first", "second");
    assertThat(told).contains("first did not work: no luck with first");
    resolve(Optional.empty(), fails("first"));
    assertThat(fetched).containsExactly("first", "second");
  }

  @Test
  void namesEachWayThatFailedAndWhy() throws IOException {
    var named = Files.createDirectory(folder.resolve("mine"));
    assertThatThrownBy(() -> resolve(Optional.of(named), fails("download"), fails("build")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            """
            no way to get the shop's programs worked:
              - folder %s: it lacks till, scale
              - cache %s: there is no such folder
              - download: no luck with download
              - build: no luck with build
            Name a folder, or make one of the ways above work, then try again.\
            """
                .formatted(named, cache));
    try (var left = Files.list(cache.getParent())) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    }
  }

  @Test
  void doesNotKeepAnIncompleteResult() {
    var incomplete =
        source(
            "half",
            target ->
                assertThat(Files.createFile(target.resolve("till")).toFile().setExecutable(true))
                    .isTrue());
    assertThatThrownBy(() -> resolve(Optional.empty(), incomplete))
        .hasMessageContaining("half: it ended without an error, but it lacks scale");
    assertThat(cache).doesNotExist();
  }

  @Test
  void letsASecondCallerWaitForTheFirstAndUseItsResult() throws Exception {
    var fetching = new CountDownLatch(1);
    var waiting = new CountDownLatch(1);
    var slow =
        source(
            "slow",
            target -> {
              fetching.countDown();
              waiting.await();
              fill(target);
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Path> one = () -> resolve(Optional.empty(), slow);
      var first = threads.submit(one);
      fetching.await();
      var other = new Binaries(release(), List.of(slow));
      var second = threads.submit(() -> other.resolve(Optional.empty(), _ -> waiting.countDown()));
      assertThat(release().missing(first.get())).isEmpty();
      assertThat(second.get()).isEqualTo(first.get());
    }
    assertThat(fetched).containsExactly("slow");
  }

  private Release release() {
    return new Release(
        "the shop's programs", cache, NAMES, List.of(), List.of(), "a day", "Name a folder");
  }

  private Path resolve(Optional<Path> named, BinarySource... sources) throws IOException {
    return new Binaries(release(), List.of(sources)).resolve(named, told::add);
  }

  private BinarySource works(String name) {
    return source(name, BinariesTest::fill);
  }

  private BinarySource fails(String name) {
    return source(
        name,
        _ -> {
          throw new IOException("no luck with " + name);
        });
  }

  private interface Filling {
    void into(Path folder) throws IOException, InterruptedException;
  }

  private BinarySource source(String name, Filling filling) {
    return new BinarySource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void fetch(Path target, Progress progress) throws IOException {
        fetched.add(name);
        try {
          filling.into(target);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    };
  }

  private static void fill(Path target) throws IOException {
    for (var name : NAMES) {
      assertThat(Files.createFile(target.resolve(name)).toFile().setExecutable(true)).isTrue();
    }
  }
}
