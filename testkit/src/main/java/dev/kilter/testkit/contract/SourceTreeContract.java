package dev.kilter.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SourceTree} does. */
public abstract class SourceTreeContract {
  private static final String COMMIT = "0123456789012345678901234567890123456789";
  private SourceTree tree;

  /** A tree with these files, symbolic links (path to target) and submodules (path to commit). */
  protected abstract SourceTree tree(
      Map<String, String> files, Map<String, String> links, Map<String, String> submodules)
      throws Exception;

  @BeforeEach
  void makeTheTree() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", "read me\n");
    files.put("apps/web/b.yaml", "b: 1\n");
    files.put("apps/web/a.yaml", "a: 1\n");
    files.put("apps/web/a/deep.yaml", "deep: 1\n");
    files.put("shared/x.yaml", "x: 1\n");
    Map<String, String> links = new LinkedHashMap<>();
    links.put("apps/web/link.yaml", "../../shared/x.yaml");
    links.put("apps/web/chain.yaml", "./link.yaml");
    links.put("apps/web/out.yaml", "../../../etc/passwd");
    links.put("apps/web/absolute.yaml", "/etc/passwd");
    links.put("apps/web/loop.yaml", "loop.yaml");
    links.put("apps/web/dangling.yaml", "nowhere.yaml");
    links.put("apps/site", "web");
    tree = tree(files, links, Map.of("vendor/lib", COMMIT));
  }

  @Test
  void listsAFolderByName() {
    assertThat(tree.list("apps/web"))
        .extracting(entry -> entry.name() + " " + entry.type())
        .containsExactly(
            "a FOLDER",
            "a.yaml FILE",
            "absolute.yaml LINK",
            "b.yaml FILE",
            "chain.yaml LINK",
            "dangling.yaml LINK",
            "link.yaml LINK",
            "loop.yaml LINK",
            "out.yaml LINK");
    assertThat(tree.list(""))
        .extracting(Entry::name)
        .containsExactly("README.md", "apps", "shared", "vendor");
    assertThat(tree.list("vendor")).containsExactly(new Entry("lib", Entry.Type.SUBMODULE, COMMIT));
  }

  @Test
  void listsNothingWhereNoFolderIs() {
    assertThat(tree.list("nowhere")).isEmpty();
    assertThat(tree.list("README.md")).isEmpty();
    assertThat(tree.list("vendor/lib")).isEmpty();
  }

  @Test
  void readsFiles() {
    assertThat(text("apps/web/a.yaml")).isEqualTo("a: 1\n");
    assertThat(text("apps/web/a/deep.yaml")).isEqualTo("deep: 1\n");
  }

  @Test
  void followsLinksInsideTheTree() {
    assertThat(text("apps/web/link.yaml")).isEqualTo("x: 1\n");
    assertThat(text("apps/web/chain.yaml")).isEqualTo("x: 1\n");
    assertThat(text("apps/site/b.yaml")).isEqualTo("b: 1\n");
    assertThat(text("apps/site/link.yaml")).isEqualTo("x: 1\n");
    assertThat(tree.list("apps/site")).isEqualTo(tree.list("apps/web"));
  }

  @Test
  void saysWhereLinksLead() {
    assertThat(tree.hops("apps/web/a.yaml")).containsExactly("apps/web/a.yaml");
    assertThat(tree.hops("apps/web/chain.yaml"))
        .containsExactly("apps/web/chain.yaml", "apps/web/link.yaml", "shared/x.yaml");
    assertThat(tree.hops("apps/site/link.yaml"))
        .containsExactly("apps/site/link.yaml", "apps/web/link.yaml", "shared/x.yaml");
    assertThat(tree.hops("apps/web/dangling.yaml")).endsWith("apps/web/nowhere.yaml");
  }

  @Test
  void refusesWhatLiesOutsideAndNamesTheReadersPath() {
    for (String name : List.of("out.yaml", "absolute.yaml", "loop.yaml")) {
      assertRefused("apps/web/" + name, Reason.OUTSIDE);
    }
    for (String path : List.of("../x", "apps/../../x", "apps/../README.md", ".git/config")) {
      assertRefused(path, Reason.OUTSIDE);
      assertThat(tree.objectId(path)).isEmpty();
    }
    assertRefused("apps/web/dangling.yaml", Reason.MISSING);
    assertRefused("apps/nowhere.yaml", Reason.MISSING);
    assertRefused("README.md/x", Reason.MISSING);
    assertRefused("apps/web", Reason.NOT_A_FILE);
    assertRefused("vendor/lib", Reason.NOT_A_FILE);
  }

  private void assertRefused(String path, Reason reason) {
    assertThatThrownBy(() -> tree.read(path, 1000))
        .as(path)
        .isInstanceOfSatisfying(
            SourceTreeException.class,
            e -> {
              assertThat(e.reason()).as(path).isEqualTo(reason);
              assertThat(e.path()).isEqualTo(path);
            })
        .hasMessageContaining(path);
  }

  @Test
  void refusesFilesLargerThanAllowed() {
    assertThat(tree.read("apps/web/a.yaml", 5)).hasSize(5);
    assertThatThrownBy(() -> tree.read("apps/web/a.yaml", 4))
        .isInstanceOfSatisfying(
            SourceTreeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void givesGitsOwnIds() {
    assertThat(tree.objectId("apps/web/a.yaml"))
        .hasValue("a8926a52d8dcba5c4386945476ab6a2ad008afd4");
    assertThat(tree.objectId("apps/web/chain.yaml")).isEqualTo(tree.objectId("shared/x.yaml"));
    assertThat(tree.objectId("apps/site")).isEqualTo(tree.objectId("apps/web")).isPresent();
    assertThat(tree.objectId("")).isPresent();
    assertThat(tree.objectId("apps/web/loop.yaml")).isEmpty();
    assertThat(tree.objectId("apps/web/out.yaml")).isEmpty();
    assertThat(tree.objectId("apps/web/dangling.yaml")).isEmpty();
    assertThat(tree.objectId("nowhere")).isEmpty();
  }

  private String text(String path) {
    return new String(tree.read(path, 1000), StandardCharsets.UTF_8);
  }
}
