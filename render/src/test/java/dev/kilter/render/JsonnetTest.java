package dev.kilter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.Rendering;
import dev.kilter.testkit.source.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jsonnet programs among the files of a directory. */
class JsonnetTest {
  private static final String MAP =
      "local map(name) = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: name}};\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[map('a'), map('b')]",
        "{apiVersion: 'v1', kind: 'List', items: [map('a'), map('b')]}",
        "[{apiVersion: 'v1', kind: 'List', items: [map('a')]}, map('b')]"
      })
  void anArrayAndAListAreSeveralObjects(String program) {
    assertThat(render(Map.of("web/x.jsonnet", MAP + program), ""))
        .isEqualTo("a web/x.jsonnet:1\nb web/x.jsonnet:1");
  }

  @Test
  void oneObjectIsOne() {
    assertThat(render(Map.of("web/x.jsonnet", MAP + "map('a')"), ""))
        .isEqualTo("a web/x.jsonnet:1");
  }

  @Test
  void librariesAreNoManifests() {
    Map<String, String> files =
        Map.of(
            "web/x.jsonnet",
            "(import 'names.libsonnet').map('a')",
            "web/names.libsonnet",
            MAP + "{map: map}");
    assertThat(render(files, "")).isEqualTo("a web/x.jsonnet:1");
  }

  @Test
  void importsComeFromBesideThenFromTheLibrariesTheLastFirst() {
    Map<String, String> files =
        Map.of(
            "web/x.jsonnet",
                MAP + "[map(import 'one'), map(import 'two'), map(import 'sub/three')]",
            "web/one", "'beside'",
            "lib/a/one", "'no'",
            "lib/a/two", "'no'",
            "lib/b/two", "'last'",
            "lib/a/sub/three", "import 'four'",
            "lib/a/sub/four", "'deep'");
    assertThat(render(files, "jsonnet: {libs: [lib/a, /lib/b]}"))
        .isEqualTo("beside web/x.jsonnet:1\nlast web/x.jsonnet:1\ndeep web/x.jsonnet:1");
  }

  @Test
  void variablesAreTextOrCodeAndKnowTheBuild() {
    String fields =
        """
        jsonnet:
          extVars:
          - {name: text, value: "$ARGOCD_APP_NAME-x"}
          - {name: code, value: "1 + 1", code: true}
          tlas:
          - {name: tail, value: "'b' + 'c'", code: true}
          - {name: end, value: "$$d"}
        """;
    String program =
        MAP + "function(tail, end='') map(std.extVar('text') + std.extVar('code') + tail + end)";
    assertThat(render(Map.of("web/x.jsonnet", program), fields))
        .isEqualTo("shop-x2bc$d web/x.jsonnet:1");
  }

  @Test
  void aVariableThatNobodyGaveIsNamed() {
    assertThat(render(Map.of("web/x.jsonnet", "\nstd.extVar('who')"), ""))
        .startsWith("RenderFailed web/x.jsonnet:2 web/x.jsonnet:2: ")
        .contains("who");
  }

  /** S05: whatever the import is called, nothing but the tree is ever opened. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "import '/etc/passwd'",
        "importstr '/etc/passwd'",
        "importstr '../../../../../../etc/passwd'",
        "importstr '/proc/self/environ'",
        "importstr 'file:///etc/passwd'",
        "import 'https://example.org/x.libsonnet'",
        "importstr '../out'",
        "importstr '../web'",
        "importstr ''"
      })
  void importsStayInTheTree(String program) {
    MemoryTree tree =
        MemoryTree.of(Map.of("web/x.jsonnet", program)).withLink("out", "../../etc/passwd");
    assertThat(Renders.printed(Renders.of(tree, "path: web")))
        .startsWith("RenderFailed web/x.jsonnet:1 web/x.jsonnet:1: Couldn't import file");
  }

  @Test
  void librariesStayInTheTree() {
    assertThat(render(Map.of("web/x.jsonnet", "{}"), "jsonnet: {libs: [../..]}"))
        .startsWith("InvalidSpec ")
        .contains("'../..' leads outside of the source");
  }

  @Test
  void errorsNameFileAndLine() {
    assertThat(render(Map.of("web/x.jsonnet", "{\n  a: error 'mine',\n}"), ""))
        .isEqualTo("RenderFailed web/x.jsonnet:2 web/x.jsonnet:2: mine");
    assertThat(render(Map.of("web/x.jsonnet", "{\n  a: [,\n}"), ""))
        .startsWith("RenderFailed web/x.jsonnet:2 web/x.jsonnet:2: ");
    assertThat(
            render(Map.of("web/x.jsonnet", "import 'y'", "web/y", "local a = 1;\n\na + nope"), ""))
        .isEqualTo("RenderFailed web/y:3 web/y:3: Unknown variable: nope (from web/x.jsonnet)");
    assertThat(render(Map.of("web/x.jsonnet", "[null]"), ""))
        .contains("element 0 of the array is no Kubernetes object");
    assertThat(render(Map.of("web/x.jsonnet", "{a: 1}"), "")).contains("has no kind");
    assertThat(render(Map.of("web/x.jsonnet", "function(x) x"), ""))
        .isEqualTo(
            "RenderFailed web/x.jsonnet:0 web/x.jsonnet: Function parameter x not bound in call");
  }

  @Test
  void whatWasLookedForIsRemembered() {
    MemoryTree tree =
        MemoryTree.of(
            Map.of(
                "web/x.jsonnet", MAP + "map(import 'one')",
                "lib/one", "'a'",
                "other/one", "'b'"));
    ReadSet read = read(tree, "path: web\ndirectory: {jsonnet: {libs: [lib]}}");
    assertThat(read.objectIds()).containsKeys("web", "lib/one");
    assertThat(read.commit()).isEmpty();
    assertThat(read.unchangedIn(tree.with("other/one", "'c'"))).isTrue();
    assertThat(read.unchangedIn(tree.with("lib/one", "'c'"))).isFalse();
    assertThat(read.touchedBy(List.of("web/one"))).as("looked for and not found").isTrue();

    ReadSet twice = read(tree, "path: web\ndirectory: {jsonnet: {libs: [lib, nowhere]}}");
    assertThat(twice.objectIds()).containsEntry("nowhere/one", Optional.empty());
    assertThat(twice.unchangedIn(tree.with("nowhere/one", "'c'"))).isFalse();
  }

  @Test
  void theCommitsNameIsReadOnlyWhereItIsAskedFor() {
    MemoryTree tree = MemoryTree.of(Map.of("web/x.jsonnet", MAP + "map(std.extVar('r'))"));
    ReadSet read =
        read(
            tree,
            "path: web\ndirectory: {jsonnet: {extVars: [{name: r, value: r$ARGOCD_APP_REVISION}]}}");
    assertThat(read.commit()).contains(tree.commit());
  }

  /** Each is stopped, says so, and costs no other application anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "local f(x) = f(x + 1); f(0)",
        "local f(x) = f(x + x); f('bomb')",
        "local f(x) = f([x, x]); f([])",
        "local o = {a: self.b, b: self.a}; o",
        "std.makeArray(1e9, function(i) i)",
        "std.range(1, 2000000000)",
        "std.repeat('x', 2000000000)",
        "std.foldl(function(s, i) s + s, std.range(1, 100), 'ab')",
      })
  void bombsAreStopped(String program) {
    assertThat(render(Map.of("web/x.jsonnet", program), ""))
        .startsWith("RenderFailed web/x.jsonnet:");
  }

  private static String render(Map<String, String> files, String directory) {
    String source =
        directory.isEmpty() ? "path: web" : "path: web\ndirectory:\n" + directory.indent(2);
    return Renders.printed(Renders.of(MemoryTree.of(files), source));
  }

  private static ReadSet read(MemoryTree tree, String source) {
    return ((Rendering.Rendered) Renders.of(tree, source)).reads().own();
  }
}
