package dev.kilter.render.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.ManifestRenderer;
import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.render.Rendering.SourceType;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.SourceTree;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool that reads {@code app/values} and {@code $other/shared}, and what is kept of its work. */
class KeptRenderingsTest {
  private static final MemoryTree TREE =
      MemoryTree.empty().with("app/values", "one").with("readme", "text");
  private static final MemoryTree OTHER = MemoryTree.empty().with("shared", "s").with("x", "y");

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final List<String> runs = new ArrayList<>();
  private String version = "tool 1";
  private ApiResources kinds = new ApiResources(List.of(), "v1.36.0");
  private ManifestRenderer renderer;

  @BeforeEach
  void open() throws IOException {
    renderer = restarted(1 << 20);
  }

  private ManifestRenderer restarted(long maxBytes) throws IOException {
    InstantSource clock = () -> now;
    return new KeptRenderings(this::tool, folder, maxBytes, () -> version, clock);
  }

  private synchronized Rendering tool(RenderRequest request) {
    String values = text(request.tree(), "app/values");
    runs.add(values);
    if (values.startsWith("broken")) {
      return new Rendering.Failed(new Failure.RenderFailed("app/values", 1, values));
    }
    if (values.equals("away")) {
      return new Rendering.Failed(new Failure.RepositoryUnreachable("https://r", values));
    }
    SourceTree other = java.util.Objects.requireNonNull(request.references().get("other")).tree();
    Reads reads =
        new Reads(
            read(request.tree(), "app/values", "app/missing"),
            Map.of("other", read(other, "shared")),
            Optional.of(kinds.digest()),
            Map.of("https://r/values", "digest"));
    if (values.equals("empty")) {
      return new Rendering.Empty(SourceType.Helm, reads);
    }
    Map<String, Object> manifest =
        Map.of("kind", "ConfigMap", "values", values, "big", 9_007_199_254_740_993L);
    return new Rendering.Rendered(
        List.of(new Item(Manifest.of(Map.copyOf(manifest)), "app/templates/a.yaml", 3)),
        SourceType.Helm,
        reads);
  }

  private static String text(SourceTree tree, String path) {
    return new String(tree.read(path, 100), StandardCharsets.UTF_8);
  }

  private static ReadSet read(SourceTree tree, String... paths) {
    Map<String, Optional<String>> ids = new java.util.HashMap<>();
    for (String path : paths) {
      ids.put(path, tree.objectId(path));
    }
    return new ReadSet(ids);
  }

  private RenderRequest request(SourceTree tree) {
    return request(tree, OTHER, "shop", false);
  }

  private RenderRequest request(SourceTree tree, SourceTree other, String namespace, boolean anew) {
    Source source = Source.of(Manifest.of(Map.of("repoURL", "https://git/shop", "path", "app")));
    Source values = Source.of(Manifest.of(Map.of("repoURL", "https://git/v", "ref", "other")));
    return new RenderRequest(
        tree,
        source,
        Map.of("other", new RenderRequest.Reference(values, other)),
        new ApplicationId("argocd", "shop"),
        "shop",
        namespace,
        "default",
        () -> Result.success(kinds),
        new Settings.Sources(false, true, true, true, 10_000, Duration.ofSeconds(15)),
        anew);
  }

  @Test
  void rendersOnceWhatReadsTheSameAlsoAfterARestart() throws IOException {
    Rendering first = renderer.render(request(TREE));
    assertThat(renderer.render(request(TREE.with("readme", "other")))).isEqualTo(first);
    assertThat(renderer.render(request(TREE, OTHER.with("x", "z"), "shop", false)))
        .isEqualTo(first);
    renderer = restarted(1 << 20);
    assertThat(renderer.render(request(TREE))).isEqualTo(first);
    assertThat(runs).hasSize(1);
  }

  @Test
  void rendersAnewWhenAnythingItStandsOnIsAnother() {
    renderer.render(request(TREE));
    renderer.render(request(TREE.with("app/values", "two")));
    renderer.render(request(TREE.with("app/missing", "there now")));
    renderer.render(request(TREE, OTHER.with("shared", "t"), "shop", false));
    renderer.render(request(TREE, OTHER, "elsewhere", false));
    version = "tool 2";
    renderer.render(request(TREE));
    kinds = new ApiResources(List.of(), "v1.37.0");
    renderer.render(request(TREE));
    renderer.render(request(TREE, OTHER, "shop", true));
    assertThat(runs).hasSize(8);
  }

  @Test
  void keepsADeclaredNothingAsNothing() throws IOException {
    MemoryTree tree = TREE.with("app/values", "empty");
    renderer.render(request(tree));
    renderer = restarted(1 << 20);
    assertThat(renderer.render(request(tree))).isInstanceOf(Rendering.Empty.class);
    assertThat(runs).hasSize(1);
  }

  @Test
  void goesBackAndForthBetweenCommitsWithoutRendering() {
    for (int i = 0; i < 3; i++) {
      renderer.render(request(TREE));
      renderer.render(request(TREE.with("app/values", "two")));
    }
    assertThat(runs).containsExactly("one", "two");
  }

  @Test
  void trustsNoFileThatWasTamperedWith() throws IOException {
    Rendering first = renderer.render(request(TREE));
    onEveryFile(bytes -> {
      bytes[bytes.length / 2] ^= 1;
      return bytes;
    });
    assertThat(renderer.render(request(TREE))).isEqualTo(first);
    onEveryFile(bytes -> java.util.Arrays.copyOf(bytes, bytes.length / 3));
    assertThat(renderer.render(request(TREE))).isEqualTo(first);
    onEveryFile(_ -> new byte[0]);
    assertThat(renderer.render(request(TREE))).isEqualTo(first);
    assertThat(runs).hasSize(4);
  }

  @Test
  void trustsNoAnswerToAnotherQuestion() throws IOException {
    renderer.render(request(TREE));
    Path mine = files().getFirst();
    renderer.render(request(TREE, OTHER, "elsewhere", false));
    Path other = files().stream().filter(file -> !file.equals(mine)).findFirst().orElseThrow();
    Files.copy(mine, other, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    renderer.render(request(TREE, OTHER, "elsewhere", false));
    assertThat(runs).hasSize(3);
  }

  @Test
  void staysWithinItsBoundAndLetsTheLeastUsedGo() throws IOException {
    long one = 0;
    for (int i = 0; i < 20; i++) {
      now = now.plusSeconds(1);
      renderer.render(request(TREE, OTHER, "namespace-" + i, false));
      one = Files.size(files().getFirst());
    }
    renderer = restarted(one * 10);
    assertThat(files()).hasSizeBetween(6, 10);
    renderer.render(request(TREE, OTHER, "namespace-19", false));
    assertThat(runs).hasSize(20);
    renderer.render(request(TREE, OTHER, "namespace-0", false));
    assertThat(runs).hasSize(21);
  }

  @Test
  void anotherCommitOrAnHourEndsThePauseAfterThreeFailures() {
    MemoryTree broken = TREE.with("app/values", "broken");
    for (int i = 0; i < 5; i++) {
      renderer.render(request(broken));
    }
    assertThat(runs).hasSize(3);
    assertThat(((Rendering.Failed) renderer.render(request(broken))).failure().message())
        .isEqualTo(
            "broken (failed 3 times; tried again with the next commit, on a hard refresh, or at"
                + " 2026-01-01T01:00:00Z)");
    renderer.render(request(TREE.with("app/values", "broken still")));
    assertThat(runs).hasSize(4);
    renderer.render(request(broken));
    renderer.render(request(broken));
    renderer.render(request(broken));
    renderer.render(request(broken));
    assertThat(runs).hasSize(7);
    now = now.plus(Duration.ofHours(1));
    renderer.render(request(broken));
    renderer.render(request(broken, OTHER, "shop", true));
    assertThat(runs).hasSize(9);
  }

  @Test
  void neverPausesForAServerThatIsAway() {
    for (int i = 0; i < 5; i++) {
      renderer.render(request(TREE.with("app/values", "away")));
    }
    assertThat(runs).hasSize(5);
  }

  @Test
  void rendersOnceForAllWhoAskAtTheSameTime() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ManifestRenderer slow =
        new KeptRenderings(
            request -> {
              begun.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return tool(request);
            },
            folder,
            1 << 20,
            () -> version,
            () -> now);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Rendering>> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        all.add(threads.submit(() -> slow.render(request(TREE))));
      }
      begun.await();
      goOn.countDown();
      for (Future<Rendering> one : all) {
        assertThat(one.get()).isInstanceOf(Rendering.Rendered.class);
      }
    }
    assertThat(runs).hasSize(1);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void onEveryFile(UnaryOperator<byte[]> change) throws IOException {
    for (Path file : files()) {
      try {
        Files.write(file, change.apply(Files.readAllBytes(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
