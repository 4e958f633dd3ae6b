package dev.kilter.render;

import static dev.kilter.render.Renders.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.settings.Settings;
import dev.kilter.testkit.source.MemoryTree;
import org.junit.jupiter.api.Test;

class DetectionTest {
  private static final MemoryTree PLAIN = MemoryTree.empty().with("app/a.yaml", configMap("a"));
  private static final Settings.Sources ALL_OFF = Renders.settings(false, false, false, 0);

  private static String render(MemoryTree tree, String source) {
    return Renders.printed(Renders.of(tree, source));
  }

  @Test
  void saysWhatItFoundAndThatItCannotRenderIt() {
    assertThat(render(PLAIN.with("app/Chart.yaml", ""), "path: app"))
        .startsWith("ToolUnsupported this source is a Helm chart (there is app/Chart.yaml), which");
    for (String name : new String[] {"kustomization.yaml", "kustomization.yml", "Kustomization"}) {
      assertThat(render(PLAIN.with("app/" + name, ""), "path: app"))
          .startsWith("ToolUnsupported this source is a Kustomize overlay (there is app/" + name);
    }
    assertThat(render(PLAIN, "path: app\nplugin: {name: x}"))
        .startsWith("ToolUnsupported this source is for a config management plugin");
    assertThat(render(PLAIN, "chart: nginx"))
        .startsWith("ToolUnsupported this source is a Helm chart (spec.source.chart is set)");
  }

  @Test
  void letsAnExplicitBlockDecide() {
    MemoryTree chart = PLAIN.with("app/Chart.yaml", "name: x\n");
    assertThat(render(chart, "path: app\ndirectory: {recurse: true}")).isEqualTo("a app/a.yaml:1");
    assertThat(render(PLAIN, "path: app\nhelm: {releaseName: x}"))
        .contains("spec.source.helm is set");
    assertThat(render(PLAIN, "path: app\nhelm: {values: ''}\ndirectory: {recurse: false}"))
        .isEqualTo("a app/a.yaml:1");
    assertThat(render(PLAIN, "path: app\nhelm: {values: x}\nkustomize: {namePrefix: y}"))
        .isEqualTo(
            "InvalidSpec a source is for one tool, but this one has kustomize and helm; remove all"
                + " but one");
  }

  @Test
  void treatsAToolThatIsSwitchedOffAsAPlainDirectory() {
    MemoryTree chart =
        PLAIN.with("app/Chart.yaml", "name: x\n").with("app/kustomization.yaml", "resources: []\n");
    assertThat(Renders.printed(Renders.of(chart, "path: app", ALL_OFF)))
        .isEqualTo("a app/a.yaml:1");
    assertThat(Renders.printed(Renders.of(chart, "path: app\nhelm: {values: x}", ALL_OFF)))
        .isEqualTo("a app/a.yaml:1");
  }

  @Test
  void mergesOverridesKeptBesideTheManifests() {
    MemoryTree tree =
        PLAIN
            .with("app/sub/b.yaml", configMap("b"))
            .with(
                "app/.argocd-source.yaml",
                """
                path: elsewhere
                chart: x
                directory: {recurse: true, exclude: 'a*'}
                """)
            .with("app/.argocd-source-shop.yaml", "directory: {exclude: null}\n")
            .with("app/.argocd-source-other.yaml", "plugin: {name: x}\n");
    assertThat(render(tree, "path: app")).isEqualTo("a app/a.yaml:1\nb app/sub/b.yaml:1");
    assertThat(render(PLAIN.with("app/.argocd-source.yaml", "- x\n"), "path: app"))
        .startsWith("RenderFailed app/.argocd-source.yaml:1 ");
    assertThat(render(PLAIN.with("app/.argocd-source.yaml", "a: [canary\n"), "path: app"))
        .startsWith("RenderFailed app/.argocd-source.yaml:")
        .doesNotContain("canary");
  }

  @Test
  void takesNoManifestsFromASourceForReferencesOnly() {
    assertThat(render(PLAIN, "ref: values")).isEqualTo("empty Directory");
    assertThat(render(PLAIN, "targetRevision: main")).startsWith("InvalidSpec");
  }
}
