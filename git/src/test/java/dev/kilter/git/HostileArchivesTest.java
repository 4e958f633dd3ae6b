package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.git.transport.RemoteObserver;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import dev.kilter.model.source.SourceTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A chart is an archive of a stranger: each is refused as a whole, and leaves nothing. */
class HostileArchivesTest {
  @TempDir private Path folder;
  private WebServer server;
  private AnySource fetcher;

  @BeforeEach
  void serve() throws IOException {
    server = new WebServer();
    fetcher =
        new AnySource(
            Fetchers.options(folder.resolve("cache/git"), InstantSource.system(), ""),
            RemoteObserver.NONE);
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private Repository serving(byte[] archive) {
    server
        .with("shop-1.0.0.tgz", archive)
        .with("index.yaml", "entries: {shop: [{version: 1.0.0, urls: [shop-1.0.0.tgz]}]}");
    return new Repository(server.url(""), "helm", "", "", Map.of()).withChart("shop");
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of(chart().file("shop/../../etc/passwd", "x"), "leads out of it"),
        Arguments.of(chart().file("/etc/passwd", "x"), "leads out of it"),
        Arguments.of(chart().file("shop/..\\..\\x", "x"), "leads out of it"),
        Arguments.of(chart().file("C:/shop/x", "x"), "a chart is one"),
        Arguments.of(chart().file("shop//x", "x"), "leads out of it"),
        Arguments.of(chart().file("shop/a\nb", "x"), "leads out of it"),
        Arguments.of(
            chart().note('x', "33 path=shop/../../../etc/passwd\n").file("shop/y", "x"),
            "leads out of it"),
        Arguments.of(
            chart().note('L', "../../etc/passwd\0").file("shop/y", "x"), "leads out of it"),
        Arguments.of(chart().odd("shop/Chart.lock", '2', "/etc/passwd"), "is a link"),
        Arguments.of(chart().odd("shop/hard", '1', "shop/values.yaml"), "is a link"),
        Arguments.of(chart().odd("shop/zero", '3', ""), "link or device"),
        Arguments.of(chart().odd("shop/pipe", '6', ""), "link or device"),
        Arguments.of(chart().file("shop/values.yaml", "x"), "twice"),
        Arguments.of(chart().file("shop/values.yaml/x", "x"), "is a file and a folder"),
        Arguments.of(chart().file("shop/templates", "x"), "is a file and a folder"),
        Arguments.of(chart().file("till/Chart.yaml", "x"), "a chart is one"),
        Arguments.of(chart().file("README.md", "x"), "outside of the chart's folder"),
        Arguments.of(chart().header("shop/huge", '0', 40L << 20, ""), ""),
        Arguments.of(chart().header("shop/cut", '0', 4096, ""), ""),
        Arguments.of(new Tar(), "holds no file"));
  }

  private static Tar chart() {
    return Tar.chart("shop", "1.0.0");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isRefusedAsAWhole(Tar archive, String why) throws IOException {
    Repository shop = serving(archive.gzipped());
    Failure failure = failure(fetcher.tree(shop, "1.0.0"));
    assertThat(failure).isInstanceOf(Failure.RenderFailed.class);
    assertThat(failure.message()).startsWith("chart shop 1.0.0 of ").contains(why);
    assertThat(folder.resolve("cache/archives")).isEmptyDirectory();
  }

  @Test
  void isRefusedWhereItIsNoArchive() throws IOException {
    byte[] whole = chart().gzipped();
    byte[] broken = whole.clone();
    broken[whole.length / 2] ^= 0x55;
    for (byte[] bytes :
        new byte[][] {
          "<html>".getBytes(StandardCharsets.UTF_8),
          Arrays.copyOf(whole, whole.length / 2),
          broken,
          Tar.gzipped("no tar".repeat(500).getBytes(StandardCharsets.UTF_8))
        }) {
      assertThat(failure(fetcher.tree(serving(bytes), "1.0.0")))
          .isInstanceOf(Failure.RenderFailed.class);
    }
    value(fetcher.tree(serving(whole), "1.0.0"));
  }

  @Test
  void isRefusedWhereItHoldsTooManyFiles() {
    Tar many = chart();
    for (int i = 0; i < 20_000; i++) {
      many.folder("shop/d" + i);
    }
    assertThat(failure(fetcher.tree(serving(many.gzipped()), "1.0.0")).message())
        .contains("more than 20000 files");
  }

  @Test
  void isRefusedWhereItUnpacksToFarMoreThanItIs() throws IOException {
    Path bomb = folder.resolve("bomb.tgz");
    byte[] file = new Tar().file("shop/zeros", "0".repeat(30 << 20)).tar();
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (int i = 0; i < 6; i++) {
        out.write(new Tar().header("shop/zeros" + i, '0', 30 << 20, "").tar(), 0, 512);
        out.write(file, 512, 30 << 20);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(1 << 20);
    assertThat(failure(fetcher.tree(serving(Files.readAllBytes(bomb)), "1.0.0")).message())
        .contains("larger than 128 MB");
    assertThat(folder.resolve("cache/archives")).isEmptyDirectory();
  }

  @Test
  void isReadInEveryFormThatToolsWrite() {
    String deep = "templates/" + "d".repeat(120) + "/x.yaml";
    Repository shop =
        serving(
            new Tar()
                .note('g', "20 comment=somebody\n")
                .folder("./shop/")
                .file("./shop/Chart.yaml", "name: shop\n")
                .note('L', "shop/" + deep + "\0")
                .file("shop/short", "long: 1\n")
                .note('x', "27 path=shop/ümläut.yaml\n")
                .file("shop/short", "u: 1\n")
                .gzipped());
    SourceTree tree = value(fetcher.tree(shop, "1.0.0"));
    assertThat(tree.read(deep, 100)).asString(StandardCharsets.UTF_8).isEqualTo("long: 1\n");
    assertThat(tree.objectId("ümläut.yaml")).isPresent();
    assertThat(value(fetcher.resolve(shop, "*", "", Freshness.RECENT))).isEqualTo("1.0.0");
  }
}
