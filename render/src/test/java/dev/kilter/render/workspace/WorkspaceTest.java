package dev.kilter.render.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.render.WideTree;
import dev.kilter.render.input.RecordingTree;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.testkit.source.MemoryTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  private static final MemoryTree SHOP =
      MemoryTree.of(Map.of("base/a.yaml", "a: 1", "base/deep/b.yaml", "b: 1", "other/c.yaml", "c"));
  @TempDir Path root;

  private RecordingTree place(SourceTree tree, String... paths) {
    RecordingTree recording = new RecordingTree(tree);
    Workspace workspace = new Workspace(recording, root);
    for (String path : paths) {
      workspace.place(path);
    }
    return recording;
  }

  @Test
  void placesAFolderWithAllItHoldsAndRemembersItOnce() {
    RecordingTree tree = place(SHOP, "base");
    assertThat(root.resolve("base/deep/b.yaml")).hasContent("b: 1");
    assertThat(root.resolve("other")).doesNotExist();
    assertThat(tree.readSet().objectIds().keySet()).containsExactly("base");
  }

  @Test
  void remembersWhatIsNotThere() {
    RecordingTree tree = place(SHOP, "base/absent.yaml");
    assertThat(tree.readSet().objectIds()).containsKey("base/absent.yaml");
    assertThat(root.resolve("base/absent.yaml")).doesNotExist();
  }

  @Test
  void placesWhatALinkLeadsTo() {
    RecordingTree tree =
        place(
            SHOP.withLink("base/c.yaml", "../other/c.yaml").withLink("base/more", "../other"),
            "base");
    assertThat(root.resolve("base/c.yaml")).isRegularFile().hasContent("c");
    assertThat(Files.isSymbolicLink(root.resolve("base/more"))).isFalse();
    assertThat(root.resolve("base/more/c.yaml")).hasContent("c");
    assertThat(tree.readSet().objectIds()).containsKeys("other/c.yaml", "other");
  }

  @Test
  void leavesOutALinkThatLeadsNowhere() {
    place(SHOP.withLink("base/gone.yaml", "absent.yaml"), "base");
    assertThat(root.resolve("base/gone.yaml")).doesNotExist();
    assertThat(root.resolve("base/a.yaml")).exists();
  }

  @Test
  void refusesLinksOutOfTheTree() {
    for (String target : new String[] {"/etc/passwd", "../../x", "/proc/self/environ", "../.."}) {
      MemoryTree tree = SHOP.withLink("base/out.yaml", target);
      assertThatThrownBy(() -> place(tree, "base"))
          .as(target)
          .isInstanceOf(SourceTreeException.class)
          .hasMessageContaining("base/out.yaml");
      assertThat(root.resolve("base/out.yaml")).doesNotExist();
    }
  }

  @Test
  void leavesOutALinkToTheFolderItIsIn() {
    place(
        SHOP.withLink("base/again", "../base").withLink("other/base", "../base"), "base", "other");
    assertThat(root.resolve("base/again")).doesNotExist();
    assertThat(root.resolve("other/base/a.yaml")).exists();
    assertThat(root.resolve("other/base/again")).doesNotExist();
  }

  @Test
  void boundsWhatLinksMultiply() {
    MemoryTree tree = SHOP;
    for (int i = 0; i < 20; i++) {
      tree =
          tree.withLink("f" + i + "/x", "../f" + (i + 1))
              .withLink("f" + i + "/y", "../f" + (i + 1));
    }
    MemoryTree bomb = tree.with("f20/a.yaml", "a: 1");
    assertThatThrownBy(() -> place(bomb, "f0")).hasMessageContaining("which is more than a tool");
  }

  @Test
  void refusesNamesByWhichGitsFolderMayBeMeant() {
    for (String name : new String[] {".git", ".GIT", "git~1", ".git ", ".git."}) {
      MemoryTree tree = SHOP.with("base/" + name + "/hooks/post-checkout", "#!/bin/sh");
      assertThatThrownBy(() -> place(tree, "base"))
          .as(name)
          .isInstanceOf(Unrenderable.class)
          .hasMessageContaining("'" + name + "', which no tool is given");
    }
    place(SHOP.with("base/.gitignore", "*.bak"), "base");
    assertThat(root.resolve("base/.gitignore")).exists();
  }

  @Test
  void boundsTheFiles() {
    assertThatThrownBy(() -> place(new WideTree(), "live"))
        .hasMessageContaining("holds more than 20000 files and folders");
  }
}
