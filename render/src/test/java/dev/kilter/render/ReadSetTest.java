package dev.kilter.render;

import static dev.kilter.render.Renders.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.Rendering;
import dev.kilter.testkit.source.MemoryTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadSetTest {
  private static ReadSet readSet(MemoryTree tree, String source) {
    return switch (Renders.of(tree, source)) {
      case Rendering.Rendered rendered -> rendered.reads().own();
      case Rendering.Empty empty -> empty.reads().own();
      case Rendering.Failed(var failure) -> throw new AssertionError(failure);
    };
  }

  @Test
  void holdsTheFolderAndTheNamesThatWereNotThere() {
    MemoryTree tree = MemoryTree.empty().with("app/a.yaml", configMap("a"));
    assertThat(readSet(tree, "path: app").objectIds())
        .containsOnlyKeys(
            "app",
            "app/.argocd-source.yaml",
            "app/.argocd-source-shop.yaml",
            "app/Chart.yaml",
            "app/kustomization.yaml",
            "app/kustomization.yml",
            "app/Kustomization")
        .containsEntry("app", tree.objectId("app"));
  }

  @Test
  void holdsEveryStepOfALink() {
    MemoryTree tree =
        MemoryTree.empty()
            .withLink("app/a.yaml", "../links/a.yaml")
            .withLink("links/a.yaml", "../shared/a.yaml")
            .with("shared/a.yaml", configMap("a"))
            .with("shared/b.yaml", configMap("b"));
    ReadSet set = readSet(tree, "path: app");
    assertThat(set.objectIds()).containsKeys("app/a.yaml", "links/a.yaml", "shared/a.yaml");
    assertThat(set.unchangedIn(tree.with("shared/a.yaml", configMap("c")))).isFalse();
    assertThat(set.unchangedIn(tree.withLink("links/a.yaml", "../shared/b.yaml"))).isFalse();
    assertThat(set.unchangedIn(tree.with("shared/b.yaml", configMap("c")))).isTrue();
    assertThat(set.touchedBy(List.of("links/a.yaml"))).isTrue();
    assertThat(set.touchedBy(List.of("shared/b.yaml"))).isFalse();
  }

  /** Random trees: what was read decides whether the rendering is still good, nothing else does. */
  @Test
  void changesExactlyWithWhatWasRead() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      MemoryTree tree = MemoryTree.empty().with("app/first.yaml", configMap("first"));
      List<String> inside = new ArrayList<>(List.of("app/first.yaml"));
      List<String> outside = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        String folder = random.nextBoolean() ? "app/" : "app/sub" + random.nextInt(2) + "/";
        inside.add(folder + "f" + i + ".yaml");
        outside.add((random.nextBoolean() ? "other/" : "") + "f" + i + ".yaml");
      }
      for (String path : inside) {
        tree = tree.with(path, configMap("n" + path.hashCode()));
      }
      for (String path : outside) {
        tree = tree.with(path, configMap("o" + path.hashCode()));
      }
      ReadSet set = readSet(tree, "path: app\ndirectory: {recurse: true}");
      String read = inside.get(random.nextInt(inside.size()));
      String unread = outside.get(random.nextInt(outside.size()));
      assertThat(set.unchangedIn(tree)).as("seed %d", seed).isTrue();
      assertThat(set.unchangedIn(tree.with(read, "x: 1\n"))).as("seed %d", seed).isFalse();
      assertThat(set.unchangedIn(tree.without(read))).as("seed %d", seed).isFalse();
      assertThat(set.unchangedIn(tree.with("app/Chart.yaml", ""))).as("seed %d", seed).isFalse();
      assertThat(set.touchedBy(List.of(read))).as("seed %d", seed).isTrue();
      assertThat(set.unchangedIn(tree.with(unread, "x: 1\n"))).as("seed %d", seed).isTrue();
      assertThat(set.unchangedIn(tree.without(unread))).as("seed %d", seed).isTrue();
      assertThat(set.touchedBy(List.of(unread))).as("seed %d", seed).isFalse();
    }
  }
}
