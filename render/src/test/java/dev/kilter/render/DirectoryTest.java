package dev.kilter.render;

import static dev.kilter.render.Renders.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.Rendering;
import dev.kilter.testkit.source.MemoryTree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private static final MemoryTree TREE =
      MemoryTree.of(
          Map.of(
              "apps/web/b.yaml",
              configMap("b1") + "---\n" + configMap("b2"),
              "apps/web/a.yml",
              configMap("a"),
              "apps/web/c.json",
              "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\"}}",
              "apps/web/readme.md",
              "# no manifest",
              "apps/web/sub/d.yaml",
              configMap("d"),
              "apps/api/e.yaml",
              configMap("e")));

  private static String render(MemoryTree tree, String directory) {
    return Renders.printed(Renders.of(tree, "path: apps/web\n" + directory));
  }

  private static String render(String file, String text) {
    return render(MemoryTree.empty().with("apps/web/" + file, text), "");
  }

  @Test
  void readsManifestsInTheOrderOfTheirFiles() {
    assertThat(render(TREE, ""))
        .isEqualTo(
            """
            a apps/web/a.yml:1
            b1 apps/web/b.yaml:1
            b2 apps/web/b.yaml:6
            c apps/web/c.json:1\
            """);
  }

  @Test
  void recursesWhereAskedTo() {
    assertThat(render(TREE, "directory: {recurse: true}"))
        .endsWith("c apps/web/c.json:1\nd apps/web/sub/d.yaml:1");
  }

  @Test
  void refusesFoldersWithoutEnd() {
    MemoryTree deep = TREE.with("apps/web/" + "d/".repeat(300) + "x.yaml", configMap("x"));

    assertThat(render(deep, "directory: {recurse: true}")).contains("deeper than 200 levels");
    assertThat(render(deep, "")).endsWith("c apps/web/c.json:1");
  }

  @Test
  void includesAndExcludesByPathsRelativeToTheFolder() {
    assertThat(render(TREE, "directory: {recurse: true, include: '{a.yml,sub/*}'}"))
        .isEqualTo("a apps/web/a.yml:1\nd apps/web/sub/d.yaml:1");
    assertThat(render(TREE, "directory: {recurse: true, exclude: '*.yaml'}"))
        .isEqualTo("a apps/web/a.yml:1\nc apps/web/c.json:1");
    assertThat(render(TREE, "directory: {include: '{a'}"))
        .isEqualTo(
            "InvalidSpec spec.source.directory.include '{a' is no pattern; is a bracket or brace open?");
  }

  @Test
  void expandsLists() {
    String list =
        """
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: two}}
        """;
    assertThat(render("list.yaml", list))
        .isEqualTo("one apps/web/list.yaml:4\ntwo apps/web/list.yaml:5");
    assertThat(render("list.yaml", "apiVersion: v1\nkind: ConfigMapList\nitems:\n"))
        .isEqualTo("empty Directory");
  }

  @Test
  void namesTheLineOfAnItemInAList() {
    String head = "apiVersion: v1\nkind: List\nitems:\n";
    String well = "- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: one}\n";
    assertThat(render("list.yaml", head + well + "- kind: ConfigMap\n  metadata: {name: two}\n"))
        .startsWith("RenderFailed apps/web/list.yaml:7 ")
        .endsWith("the object at line 7 has no apiVersion");
    assertThat(render("list.yaml", head + well + "-\n  1\n"))
        .startsWith("RenderFailed apps/web/list.yaml:8 ")
        .endsWith("an item of the list at line 8 is no object");
    String json = "{\"apiVersion\":\"v1\",\"kind\":\"List\",\n\"items\":[\n";
    String one = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"one\"}}";
    assertThat(render("list.json", json + one + ",\n{\"kind\":\"ConfigMap\"}]}"))
        .startsWith("RenderFailed apps/web/list.json:4 ");
    assertThat(render("list.yaml", json + one + ",\n" + one.replace("one", "two") + "]}"))
        .isEqualTo("one apps/web/list.yaml:3\ntwo apps/web/list.yaml:4");
    String anchored = "x: &x\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: one}\n";
    assertThat(render("list.yaml", "kind: List\napiVersion: v1\n" + anchored + "items: *x\n"))
        .isEqualTo("one apps/web/list.yaml:1");
  }

  @Test
  void leavesAloneWhatIsNoManifest() {
    assertThat(render("values.yaml", "replicas: 2\n")).isEqualTo("empty Directory");
    assertThat(render("template.yaml", "a: {{ .Values.x }}\n")).isEqualTo("empty Directory");
    assertThat(render("x.yaml", "# +argocd:skip-file-rendering\n" + configMap("x")))
        .isEqualTo("empty Directory");
    assertThat(render("empty.yaml", "---\n# nothing\n---\n")).isEqualTo("empty Directory");
  }

  @Test
  void readsWhatEditorsAndToolsWrite() {
    String windows = "\uFEFF---\r\n" + configMap("a").replace("\n", "\r\n") + "---\r\n\r\n---\r\n";
    assertThat(render("x.yaml", windows)).isEqualTo("a apps/web/x.yaml:2");
    String separated =
        "# first\n---\n---\n# nothing\n--- # second\n"
            + configMap("a")
            + "...\n---\nnull\n---\n"
            + configMap("b");
    assertThat(render("x.yaml", separated)).isEqualTo("a apps/web/x.yaml:6\nb apps/web/x.yaml:14");
    String quoted = configMap("a") + "data:\n  text: |\n    ---\n    kind: none\n";
    assertThat(render("x.yaml", quoted)).isEqualTo("a apps/web/x.yaml:1");
    String json =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\n \"metadata\":{\"name\":\"%s\"}}\n";
    assertThat(render("x.yaml", json.formatted("a") + json.formatted("b")))
        .isEqualTo("a apps/web/x.yaml:1\nb apps/web/x.yaml:3");
    assertThat(render("x.json", "\uFEFF" + json.formatted("a").replace("\n", "\r\n")))
        .isEqualTo("a apps/web/x.json:1");
    byte[] wide = ("\uFEFF" + configMap("a")).getBytes(StandardCharsets.UTF_16LE);
    assertThat(render(MemoryTree.empty().with("apps/web/x.yaml", wide), ""))
        .isEqualTo("a apps/web/x.yaml:1");
  }

  @Test
  void namesTheLineOfEveryFault() {
    byte[] binary = (configMap("x") + "data: {a: ?}\n").getBytes(StandardCharsets.ISO_8859_1);
    binary[binary.length - 3] = (byte) 0xE9;
    assertThat(render(MemoryTree.empty().with("apps/web/x.yaml", binary), ""))
        .startsWith("RenderFailed apps/web/x.yaml:5 ");
    assertThat(render("x.yaml", configMap("x") + "---\n" + configMap("y") + "data: [1\n"))
        .startsWith("RenderFailed apps/web/x.yaml:1");
    assertThat(render("x.json", "{\"apiVersion\": \"v1\",\n \"kind\": \"ConfigMap\",\n}"))
        .startsWith("RenderFailed apps/web/x.json:3 ");
    String two = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"x\"}}\n";
    assertThat(render("x.json", two + two)).startsWith("RenderFailed apps/web/x.json:2 ");
    assertThat(render("x.yaml", two + "\n" + two.replace("}}", "}")))
        .as("JSON that is broken is no other kind of file")
        .startsWith("RenderFailed apps/web/x.yaml:");
    assertThat(render("x.yaml", "\n\napiVersion: v1\nkind: List\nitems: [{kind: ConfigMap}]\n"))
        .startsWith("RenderFailed apps/web/x.yaml:5 ");
  }

  @Test
  void failsOnWhatWasMeantToBeOne() {
    assertThat(render("x.yaml", configMap("x") + "\tcanary: 1\n"))
        .isEqualTo(
            "RenderFailed apps/web/x.yaml:5 apps/web/x.yaml cannot be read as manifests: line 5,"
                + " column 1: a tab stands where only spaces may indent");
    assertThat(render("x.yaml", configMap("x") + "---\na: 1\n"))
        .startsWith("RenderFailed apps/web/x.yaml:6 ")
        .endsWith("the document at line 6 has no kind");
    assertThat(render("x.yaml", "kind: ConfigMap\nmetadata: {name: x}\n"))
        .endsWith("the object at line 1 has no apiVersion");
    assertThat(render("x.json", "{\"a\": 1}")).startsWith("RenderFailed apps/web/x.json:1 ");
    assertThat(render("x.json", "[]")).endsWith("a JSON file must hold one Kubernetes object");
  }

  @Test
  void neverQuotesAFile() {
    for (String text :
        new String[] {
          configMap("x") + "data: [canary\n",
          configMap("x") + "data: *canary\n",
          configMap("x") + "data: {canary: {{ canary }}\n",
          configMap("x") + "---\ncanary\n"
        }) {
      assertThat(render("x.yaml", text)).startsWith("RenderFailed").doesNotContain("canary");
    }
    assertThat(render("x.json", "{\"a\": canary}")).doesNotContain("canary");
  }

  @Test
  void capsTheSizeOfAllFilesTogether() {
    long size = configMap("a").length() + 2L * configMap("b1").length() + 4;
    Rendering rendering =
        Renders.of(TREE, "path: apps/web", Renders.settings(true, true, true, size));
    assertThat(Renders.printed(rendering))
        .startsWith(
            "RenderFailed apps/web/c.json:0 the files of 'apps/web' are larger than " + size)
        .contains("reposerver.max.combined.directory.manifests.size");
  }

  @Test
  void followsLinksInsideAndFailsOnLinksOutside() {
    MemoryTree inside = TREE.withLink("apps/web/z.yaml", "../api/e.yaml");
    assertThat(render(inside, "")).endsWith("e apps/web/z.yaml:1");
    for (String target :
        new String[] {"../../../etc/passwd", "/etc/passwd", "z.yaml", "gone.yaml"}) {
      assertThat(render(TREE.withLink("apps/web/z.yaml", target), ""))
          .as(target)
          .startsWith("RenderFailed apps/web/z.yaml:0 ");
    }
    assertThat(render(TREE.withLink("apps/web/z.md", "/etc/passwd"), "")).doesNotContain("Failed");
  }

  @Test
  void leavesJsonnetAloneWhereItIsSwitchedOff() {
    MemoryTree tree = TREE.with("apps/web/x.jsonnet", "error 'not evaluated'");
    Rendering rendering =
        Renders.of(tree, "path: apps/web", Renders.settings(true, true, false, 0));
    assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
  }

  @Test
  void saysWhichFoldersAreClosestToAMissingOne() {
    Rendering rendering = Renders.of(TREE, "path: apps/wbe");
    assertThat(((Rendering.Failed) rendering).failure())
        .isInstanceOfSatisfying(
            Failure.PathMissing.class,
            failure -> {
              assertThat(failure.closest()).startsWith("apps/web");
              assertThat(failure.message()).contains("did you mean apps/web");
            });
    assertThat(Renders.printed(Renders.of(TREE, "path: apps/web/a.yml"))).startsWith("PathMissing");
  }

  @Test
  void refusesPathsThatLeaveTheSource() {
    for (String path :
        new String[] {
          "../../etc/passwd", "/etc/passwd", "a/../../b", "'a\\0b'", "x".repeat(5000)
        }) {
      String quoted = path.startsWith("'") ? "\"a\\0b\"" : path;
      assertThat(Renders.printed(Renders.of(TREE, "path: " + quoted)))
          .as(path)
          .startsWith("InvalidSpec spec.source.path")
          .hasSizeLessThan(200);
    }
    assertThat(Renders.printed(Renders.of(TREE, "path: ./apps//x/../api/")))
        .isEqualTo("e apps/api/e.yaml:1");
    for (String path : new String[] {"file:///etc/passwd", "%2e%2e/x", "..\\..\\x"}) {
      assertThat(Renders.printed(Renders.of(TREE, "path: '" + path + "'")))
          .startsWith("PathMissing");
    }
  }
}
