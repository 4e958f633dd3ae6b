package dev.kilter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.render.Rendering;
import dev.kilter.testkit.source.MemoryTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A chart for each bug that Helm and its hosts have had: a failure that says why, never "empty".
 */
class HelmHostileTest {
  private static final MemoryTree SHOP =
      MemoryTree.of(
          Map.of(
              "shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.2.3\n",
              "shop/values.yaml", "color: red\n",
              "shop/templates/a.yaml",
                  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {c: '{{ .Values.color }}'}\n"));

  @TempDir private Path folder;

  private String failure(MemoryTree tree, String helm) {
    Rendering rendering =
        new Tools()
            .renderer(folder.resolve("runs"))
            .render(Renders.request(tree, "path: shop\nhelm:\n" + helm.indent(2), Renders.ALL_ON));
    assertThat(folder.resolve("runs")).isEmptyDirectory();
    return rendering instanceof Rendering.Failed(var failure)
        ? Renders.printed(failure)
        : "not refused: " + rendering;
  }

  private String dependency(String name, String repository) {
    return failure(
        SHOP.with(
            "shop/Chart.yaml",
            "apiVersion: v2\nname: shop\nversion: 1.2.3\ndependencies:\n- {name: '%s', version: 1.0.0, repository: '%s'}\n"
                .formatted(name, repository)),
        "skipTests: true");
  }

  @Test
  void aDependencyIsNoWayOut() {
    for (String name : List.of("../x", "..", "/etc", "a/b", "-x")) {
      assertThat(dependency(name, "https://charts.example/"))
          .as(name)
          .contains("which no chart is");
    }
    for (String place : List.of("file://../../etc", "file:///etc", "file://../../../../root")) {
      assertThat(dependency("base", place))
          .as(place)
          .containsAnyOf("outside of the repository", "where there is no chart");
    }
    assertThat(dependency("base", "@stable")).contains("somebody's machine");
  }

  @Test
  void aLockThatLeadsElsewhereIsNotFollowed() {
    MemoryTree linked = SHOP.withLink("shop/Chart.lock", "/etc/passwd");
    assertThat(
            failure(
                linked.with(
                    "shop/Chart.yaml",
                    "apiVersion: v2\nname: shop\nversion: 1.2.3\ndependencies:\n- {name: base, version: 1.0.0, repository: 'file://../base'}\n"),
                "skipTests: true"))
        .contains("shop/Chart.lock is a link out of the tree")
        .doesNotContain("root:");
  }

  @Test
  void aSchemaReadsNoFileAndEnds() {
    for (String target :
        List.of("file:///dev/zero", "file:///etc/passwd", "http://127.0.0.1:1/x")) {
      assertThat(
              failure(
                  SHOP.with(
                      "shop/values.schema.json",
                      "{\"properties\": {\"color\": {\"$ref\": \"" + target + "\"}}}"),
                  "skipTests: true"))
          .as(target)
          .startsWith("RenderFailed")
          .doesNotContain("root:");
    }
    assertThat(
            failure(
                SHOP.with("shop/values.schema.json", "{\"$ref\": \"#\"}")
                    .with("shop/templates/b.yaml", "{{ fail \"reached\" }}"),
                "skipTests: true"))
        .startsWith("RenderFailed");
  }

  @Test
  void aTemplateThatCallsItselfIsEnded() {
    assertThat(
            failure(
                SHOP.with(
                    "shop/templates/b.yaml",
                    "{{ define \"x\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }}"),
                "skipTests: true"))
        .startsWith("RenderFailed");
  }

  @Test
  void noValueFileIsReadFromElsewhere() {
    for (String path :
        List.of(
            "/etc/passwd/../../etc/passwd",
            "file:///etc/passwd",
            "http:/../../etc/passwd",
            "%2e%2e/%2e%2e/etc/passwd",
            "..\\\\..\\\\etc\\\\passwd",
            "x".repeat(5000))) {
      assertThat(failure(SHOP, "valueFiles: [\"" + path + "\"]"))
          .as(path)
          .doesNotContain("not refused")
          .doesNotContain("root:")
          .doesNotContain(folder.toString());
    }
  }
}
