package dev.kilter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Yaml;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.Rendering;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kustomize on trees in memory. */
class KustomizeTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 1
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: nginx}]}
      """;
  private static final MemoryTree SHOP =
      MemoryTree.of(
          Map.of(
              "base/kustomization.yaml", "resources: [web.yaml]",
              "base/web.yaml", DEPLOYMENT,
              "base/notes.txt", "nothing of this is read",
              "live/kustomization.yaml", "resources: [../base]\nnamePrefix: live-\n"));

  @TempDir Path folder;
  private final Tools tools = new Tools();

  @AfterEach
  void leavesNothing() throws IOException {
    try (Stream<Path> left = Files.list(Files.createDirectories(folder.resolve("runs")))) {
      assertThat(left).isEmpty();
    }
  }

  private Rendering render(MemoryTree tree, String source) {
    return tools
        .renderer(folder.resolve("runs"))
        .render(Renders.request(tree, "path: live\n" + source, Renders.ALL_ON));
  }

  private String yaml(MemoryTree tree, String source) {
    return switch (render(tree, source)) {
      case Rendering.Rendered rendered ->
          rendered.manifests().stream()
              .map(manifest -> Yaml.text(manifest.root()))
              .collect(Collectors.joining("---\n"));
      case Rendering.Empty _ -> "";
      case Rendering.Failed(var failure) -> Renders.printed(failure);
    };
  }

  private Reads reads(MemoryTree tree, String source) {
    return switch (render(tree, source)) {
      case Rendering.Rendered rendered -> rendered.reads();
      case Rendering.Empty empty -> empty.reads();
      case Rendering.Failed(var failure) -> throw new AssertionError(failure);
    };
  }

  @Test
  void buildsAnOverlayOfABaseBesideIt() {
    assertThat(yaml(SHOP, "")).contains("name: live-web", "image: nginx");
  }

  @Test
  void readsNothingButWhatTheOverlayNames() {
    Reads reads = reads(SHOP, "");
    assertThat(reads.own().objectIds())
        .containsKeys("base/kustomization.yaml", "base/web.yaml", "live/kustomization.yaml")
        .containsEntry("base/kustomization.yml", Optional.empty())
        .doesNotContainKeys("base", "base/notes.txt", "live", "");
    assertThat(reads.own().unchangedIn(SHOP.with("base/notes.txt", "other"))).isTrue();
    assertThat(reads.own().unchangedIn(SHOP.with("base/web.yaml", "other"))).isFalse();
    assertThat(reads.own().unchangedIn(SHOP.with("base/Kustomization", "x: 1"))).isFalse();
  }

  @Test
  void doesAllThatTheApplicationSays() {
    String text =
        yaml(
            SHOP.with("more/kustomization.yaml", component("labels: [{pairs: {more: added}}]"))
                .with(
                    "live/patch.yaml",
                    "- {op: add, path: /metadata/annotations/patched, value: yes1}"),
            """
            kustomize:
              namePrefix: a-
              nameSuffix: -z
              namespace: till
              images: ["nginx=registry.example/nginx:1.2", "other:$ARGOCD_APP_NAME"]
              replicas: [{name: web, count: 3}]
              commonLabels: {team: tills, app-name: "$ARGOCD_APP_NAME"}
              labelWithoutSelector: true
              labelIncludeTemplates: true
              commonAnnotations: {note: "$ARGOCD_APP_NAME"}
              commonAnnotationsEnvsubst: true
              patches: [{path: patch.yaml, target: {kind: Deployment}}]
              components: [../more, ../absent]
              ignoreMissingComponents: true
            """);
    assertThat(text)
        .contains(
            "name: a-web-z",
            "namespace: till",
            "image: registry.example/nginx:1.2",
            "replicas: 3",
            "team: tills",
            "app-name: shop",
            "note: shop",
            "patched: yes1",
            "more: added");
    assertThat(text.substring(text.indexOf("selector:"), text.indexOf("template:")))
        .doesNotContain("team");
  }

  private static String component(String text) {
    return "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n" + text + "\n";
  }

  @Test
  void bindsTheRenderingToTheCommitOnlyWhereItsNameWentIn() {
    String annotated = "kustomize: {commonAnnotations: {at: $ARGOCD_APP_REVISION}%s}";
    assertThat(reads(SHOP, annotated.formatted("")).own().commit()).isEmpty();
    assertThat(reads(SHOP, annotated.formatted(", commonAnnotationsEnvsubst: true")).own().commit())
        .contains(SHOP.commit());
  }

  @Test
  void refusesLabelsThatAreThereUnlessForced() {
    MemoryTree labelled =
        SHOP.with("live/kustomization.yaml", "resources: [../base]\ncommonLabels: {team: shop}\n");
    assertThat(yaml(labelled, "kustomize: {commonLabels: {team: tills}}"))
        .startsWith("RenderFailed live/kustomization.yaml:0 kustomize edit failed: ")
        .contains("label team already in kustomization file");
    assertThat(yaml(labelled, "kustomize: {commonLabels: {team: tills}, forceCommonLabels: true}"))
        .contains("team: tills");
  }

  @Test
  void readsEveryKindOfFileThatAKustomizationNames() {
    MemoryTree tree =
        MemoryTree.of(
            Map.of(
                "live/kustomization.yaml",
                """
                resources: [web.yaml]
                configMapGenerator:
                - {name: c, files: [a.txt, renamed=b.txt], envs: [c.env]}
                secretGenerator:
                - {name: s, files: [d.txt]}
                patches: [{path: p.yaml}]
                patchesStrategicMerge: [q.yaml, "apiVersion: apps/v1\\nkind: Deployment\\nmetadata: {name: web, labels: {inline: here}}"]
                transformers: [t.yaml]
                replacements: [{path: r.yaml}]
                """,
                "live/web.yaml",
                DEPLOYMENT,
                "live/a.txt",
                "aa",
                "live/b.txt",
                "bb",
                "live/c.env",
                "CC=cc",
                "live/d.txt",
                "dd",
                "live/p.yaml",
                patch("p"),
                "live/q.yaml",
                patch("q"),
                "live/t.yaml",
                "{apiVersion: builtin, kind: PrefixTransformer, metadata: {name: x}, prefix: t-,"
                    + " fieldSpecs: [{path: metadata/name}]}",
                "live/r.yaml",
                "{source: {kind: Deployment, fieldPath: metadata.name}, targets:"
                    + " [{select: {kind: Deployment}, fieldPaths: [metadata.labels.p]}]}"));
    assertThat(yaml(tree, ""))
        .contains("a.txt: aa", "renamed: bb", "CC: cc", "d.txt: ZGQ=", "inline: here", "q: here")
        .contains("name: t-web", "p: web");
  }

  private static String patch(String label) {
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, labels: {%s: here}}\n"
        .formatted(label);
  }

  @Test
  void followsLinksToTheFolderThatIsMeant() {
    MemoryTree tree =
        SHOP.withLink("live/linked", "../other/base")
            .with("other/base/kustomization.yaml", "resources: [../../base]")
            .with("live/kustomization.yaml", "resources: [linked]");
    assertThat(yaml(tree, "")).contains("name: web");
    assertThat(reads(tree, "").own().objectIds())
        .containsKeys("live/linked", "other/base/kustomization.yaml");
  }

  @Test
  void saysInTheToolsWordsWhatIsMissing() {
    String text = yaml(SHOP.without("base/web.yaml"), "");
    assertThat(text)
        .startsWith("RenderFailed live/kustomization.yaml:0 kustomize build failed: ")
        .contains("base/web.yaml: no such file or directory")
        .doesNotContain(folder.toString());
  }

  @Test
  void refusesNamesOutsideOfTheSource() {
    for (String name :
        List.of("../../x.yaml", "/etc/passwd", "../../../../../../etc", "a/../../../b.yaml")) {
      for (String field :
          List.of(
              "resources: ['%s']",
              "components: ['%s']",
              "patches: [{path: '%s'}]",
              "patchesStrategicMerge: ['%s']",
              "patchesJson6902: [{path: '%s'}]",
              "crds: ['%s']",
              "configurations: ['%s']",
              "transformers: ['%s']",
              "openapi: {path: '%s'}",
              "replacements: [{path: '%s'}]",
              "configMapGenerator: [{name: c, files: ['k=%s']}]",
              "secretGenerator: [{name: c, envs: ['%s']}]")) {
        MemoryTree tree = SHOP.with("live/kustomization.yaml", field.formatted(name));
        assertThat(yaml(tree, ""))
            .as(field.formatted(name))
            .isEqualTo(
                "RenderFailed live/kustomization.yaml:0 live/kustomization.yaml names '"
                    + name
                    + "', which is outside of the source");
      }
      assertThat(yaml(SHOP, "kustomize: {patches: [{path: '%s'}]}".formatted(name)))
          .contains("which is outside of the source");
      assertThat(yaml(SHOP, "kustomize: {components: ['%s']}".formatted(name)))
          .contains("which is outside of the source");
    }
  }

  @Test
  void refusesLinksOutOfTheTree() {
    assertThat(
            yaml(
                SHOP.withLink("live/out.yaml", "/etc/passwd")
                    .with("live/kustomization.yaml", "resources: [out.yaml]"),
                ""))
        .startsWith("RenderFailed live/out.yaml");
  }

  @Test
  void neverRepeatsASecret() {
    MemoryTree tree =
        SHOP.with(
            "live/kustomization.yaml",
            """
            resources: [../base]
            patches:
            - patch: |-
                apiVersion: v1
                kind: Secret
                stringData: {a: canary-1}
                data:
                  b: canary-2
            """);
    assertThat(yaml(tree, ""))
        .contains("kustomize build failed", "***")
        .doesNotContain("canary-1", "canary-2");
  }

  @Test
  void mayBeEmpty() {
    assertThat(render(SHOP.with("live/kustomization.yaml", "resources: []\nnamePrefix: a-"), ""))
        .isInstanceOf(Rendering.Empty.class);
  }
}
