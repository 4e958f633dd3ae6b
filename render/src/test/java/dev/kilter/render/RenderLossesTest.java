package dev.kilter.render;

import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static dev.kilter.testkit.mutation.Value.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.source.SourceTree;
import dev.kilter.render.directory.DirectoryRenderer;
import dev.kilter.testkit.mutation.Guards;
import dev.kilter.testkit.source.MemoryTree;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because less was rendered than was there. */
class RenderLossesTest {
  private static final Map<String, String> TWO_FILES =
      Map.of("web/a.yaml", Renders.configMap("a"), "web/b.yaml", Renders.configMap("b"));

  @Test
  void M01_aBrokenFileIsNoMissingFile() {
    SourceTree tree =
        MemoryTree.of(
            Map.of(
                "web/a.yaml",
                Renders.configMap("a"),
                "web/b.yaml",
                Renders.configMap("b") + "  labels: [oops\n"));

    assertThat(Renders.of(tree, "path: web")).isInstanceOf(Rendering.Failed.class);
  }

  @Test
  void M12_aFolderThatIsNotThereIsNotEmpty() {
    assertThat(Renders.of(MemoryTree.of(TWO_FILES), "path: wbe"))
        .isInstanceOf(Rendering.Failed.class);
  }

  @Test
  void M15_aRenderHoldsForWhatItReadAndForNothingElse() {
    SourceTree before = MemoryTree.of(TWO_FILES);
    ReadSet read = ((Rendering.Rendered) Renders.of(before, "path: web")).reads().own();

    assertThat(read.unchangedIn(before)).isTrue();
    assertThat(
            read.unchangedIn(
                MemoryTree.of(
                    Map.of(
                        "web/a.yaml", Renders.configMap("a"),
                        "web/b.yaml", Renders.configMap("other")))))
        .isFalse();
  }

  @Test
  void M22_aFileThatCannotBeReadIsNotMissing() {
    SourceTree tree = new BadDisk(MemoryTree.of(TWO_FILES), "web/b.yaml");

    assertThat(Renders.of(tree, "path: web")).isInstanceOf(Rendering.Failed.class);
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(RenderLossesTest.class)
        .without(
            "failing with a broken file",
            "M01_aBrokenFileIsNoMissingFile",
            in(DirectoryRenderer.class, "file").swallows(NOTHING))
        .without(
            "asking whether the folder is there",
            "M12_aFolderThatIsNotThereIsNotEmpty",
            in("dev.kilter.render.input.SourceFolder", "of")
                .takes(TRUE, Optional.class, "isPresent"),
            in("dev.kilter.render.input.SourceFolder", "isFile")
                .takes(dev.kilter.testkit.mutation.Value.FALSE, List.class, "isEmpty"))
        .without(
            "comparing what was read",
            "M15_aRenderHoldsForWhatItReadAndForNothingElse",
            in(ReadSet.class, "unchangedIn").answers(TRUE))
        .without(
            "failing with an unreadable file",
            "M22_aFileThatCannotBeReadIsNotMissing",
            in(DirectoryRenderer.class, "file").swallows(NOTHING))
        .tests();
  }

  /** A tree on a disk that fails at one file. */
  private record BadDisk(SourceTree tree, String broken) implements SourceTree {
    @Override
    public String commit() {
      return tree.commit();
    }

    @Override
    public Optional<String> objectId(String path) {
      return tree.objectId(path);
    }

    @Override
    public List<Entry> list(String folder) {
      return tree.list(folder);
    }

    @Override
    public byte[] read(String path, long maxBytes) {
      if (path.equals(broken)) {
        throw new UncheckedIOException(
            "the local copy of the repository cannot be read",
            new java.io.IOException("No space left on device"));
      }
      return tree.read(path, maxBytes);
    }

    @Override
    public List<String> hops(String path) {
      return tree.hops(path);
    }
  }
}
