package dev.kilter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Yaml;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real helm on trees in memory. */
class HelmTest {
  private static final String VALUES_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: '{{ .Release.Name }}', namespace: '{{ .Release.Namespace }}'}
      data: {{ toJson .Values }}
      """;
  private static final MemoryTree SHOP =
      MemoryTree.of(
          Map.of(
              "shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.2.3\n",
              "shop/values.yaml", "from: chart\ncolor: red\n",
              "shop/live.yaml", "from: live\n",
              "shop/templates/values.yaml", VALUES_MAP,
              "values/eu.yaml", "from: eu\nregion: eu\n",
              "values/us/a.yaml", "a: '1'\n",
              "values/us/b.yaml", "b: '2'\n",
              "secret.yaml", "region: root\n"));

  @TempDir private Path folder;
  private final Tools tools = new Tools();
  private final Map<String, RenderRequest.Reference> references = new HashMap<>();
  private ApiResources kinds = ApiResources.NONE;
  private boolean asked;

  @AfterEach
  void leavesNothing() throws IOException {
    try (Stream<Path> left = Files.list(Files.createDirectories(folder.resolve("runs")))) {
      assertThat(left).isEmpty();
    }
  }

  private Rendering render(MemoryTree tree, String helm) {
    RenderRequest plain =
        Renders.request(tree, "path: shop\nhelm:\n" + helm.indent(2), Renders.ALL_ON);
    return tools
        .renderer(folder.resolve("runs"))
        .render(
            new RenderRequest(
                plain.tree(),
                plain.source(),
                references,
                plain.application(),
                plain.instanceName(),
                plain.destinationNamespace(),
                plain.project(),
                () -> {
                  asked = true;
                  return Result.success(kinds);
                },
                plain.settings(),
                false));
  }

  private Reads reads(MemoryTree tree, String helm) {
    return switch (render(tree, helm)) {
      case Rendering.Rendered rendered -> rendered.reads();
      case Rendering.Empty empty -> empty.reads();
      case Rendering.Failed(var failure) -> throw new AssertionError(failure);
    };
  }

  /** The values that a template saw, or why there are none. */
  private String values(MemoryTree tree, String helm) {
    return switch (render(tree, helm)) {
      case Rendering.Rendered rendered ->
          rendered.manifests().stream()
              .map(manifest -> Yaml.text(manifest.map("data")).replace("\n", " ").strip())
              .collect(Collectors.joining("---\n"));
      case Rendering.Empty _ -> "empty";
      case Rendering.Failed(var failure) -> Renders.printed(failure);
    };
  }

  @Test
  void parametersComeBeforeValuesBeforeFilesBeforeTheChart() {
    assertThat(values(SHOP, "releaseName: ''")).isEqualTo("color: red from: chart");
    assertThat(values(SHOP, "valueFiles: [live.yaml]")).isEqualTo("color: red from: live");
    assertThat(values(SHOP, "valueFiles: [live.yaml, ../values/eu.yaml, /secret.yaml]"))
        .isEqualTo("color: red from: eu region: root");
    assertThat(
            values(
                SHOP,
                """
                valueFiles: [live.yaml]
                values: 'color: green'
                valuesObject: {color: blue, list: [1, 2]}
                parameters:
                - {name: color, value: 'a,b'}
                - {name: list, value: '{x,y}'}
                - {name: number, value: '7', forceString: true}
                - {name: app, value: $ARGOCD_APP_NAME-$$}
                """))
        .isEqualTo("app: shop-$ color: a,b from: live list: - x - \"y\" number: \"7\"");
  }

  @Test
  void namesReleaseAndNamespaceAsTheApplicationUnlessTold() {
    assertThat(Renders.printed(render(SHOP, "releaseName: ''")))
        .isEqualTo("shop shop/templates/values.yaml:1");
    Rendering other = render(SHOP, "releaseName: other\nnamespace: elsewhere");
    assertThat(((Rendering.Rendered) other).manifests().getFirst().key().toString())
        .isEqualTo("/ConfigMap/elsewhere/other");
  }

  @Test
  void readsValueFilesOfOtherSourcesAndPatterns() {
    Source config =
        Source.of(Manifest.of(Map.of("repoURL", "https://git/config", "ref", "config")));
    references.put(
        "config",
        new RenderRequest.Reference(
            config, MemoryTree.of(Map.of("env/a.yaml", "region: far\n", "b.yaml", "x: y\n"))));
    assertThat(values(SHOP, "valueFiles: [$config/env/a.yaml]"))
        .isEqualTo("color: red from: chart region: far");
    assertThat(reads(SHOP, "valueFiles: [$config/env/a.yaml]").references().get("config"))
        .satisfies(read -> assertThat(read.objectIds()).containsOnlyKeys("env/a.yaml"));
    assertThat(values(SHOP, "valueFiles: ['/values/**/*.yaml']"))
        .isEqualTo("a: \"1\" b: \"2\" color: red from: eu region: eu");
    assertThat(values(SHOP, "valueFiles: [$other/a.yaml]"))
        .isEqualTo(
            "InvalidSpec the value file $other/a.yaml is in the source with ref: other, but no"
                + " source of the application has this ref; it has config");
  }

  @Test
  void fetchesValueFilesByTheSchemesAndFromTheHostsThatAreAllowed() {
    tools.files.put("https://config.example/a.yaml", "region: remote\n");
    String remote = "valueFiles: [https://config.example/a.yaml]";
    assertThat(values(SHOP, remote)).isEqualTo("color: red from: chart region: remote");
    assertThat(reads(SHOP, remote).remote()).containsOnlyKeys("https://config.example/a.yaml");
    assertThat(values(SHOP, "valueFiles: ['file:///etc/passwd']"))
        .isEqualTo(
            "InvalidSpec the value file file:///etc/passwd has the scheme file;"
                + " helm.valuesFileSchemes in argocd-cm allows https, http");
  }

  @Test
  void aMissingFileIsAnErrorUnlessItMayBeMissing() {
    assertThat(values(SHOP, "valueFiles: [none.yaml]"))
        .isEqualTo(
            "RenderFailed shop/Chart.yaml:0 the value file none.yaml is not there at this revision;"
                + " ignoreMissingValueFiles: true lets it be absent");
    String lenient = "valueFiles: [none.yaml]\nignoreMissingValueFiles: true";
    assertThat(values(SHOP, lenient)).isEqualTo("color: red from: chart");
    Reads reads = reads(SHOP, lenient);
    assertThat(reads.own().touchedBy(List.of("shop/none.yaml"))).isTrue();
    assertThat(reads.own().touchedBy(List.of("values/eu.yaml"))).isFalse();
  }

  @Test
  void nothingOutsideOfTheRepositoryIsRead() {
    for (String path :
        List.of("../../etc/passwd", "/../etc/passwd", "a/../../../etc/passwd", "../..")) {
      assertThat(values(SHOP, "valueFiles: ['" + path + "']"))
          .as(path)
          .startsWith("InvalidSpec the value file " + path + " is outside of the repository");
    }
    MemoryTree linked = SHOP.withLink("shop/link.yaml", "/etc/passwd");
    assertThat(values(linked, "valueFiles: [link.yaml]"))
        .contains("link.yaml")
        .doesNotContain("root:");
  }

  @Test
  void takesHooksTestsAndDefinitionsAlongAndLeavesThemOutWhereAsked() {
    MemoryTree tree =
        SHOP.with("shop/crds/a.yaml", definition())
            .with("shop/templates/hook.yaml", annotated("hook", "pre-install"))
            .with("shop/templates/test.yaml", annotated("test", "test"));
    assertThat(names(render(tree, "skipCrds: false")))
        .containsExactlyInAnyOrder("as.example.com", "shop", "hook", "test");
    assertThat(names(render(tree, "skipCrds: true\nskipTests: true")))
        .containsExactlyInAnyOrder("shop", "hook");
  }

  private static List<String> names(Rendering rendering) {
    return ((Rendering.Rendered) rendering).manifests().stream().map(Manifest::name).toList();
  }

  private static String annotated(String name, String hook) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, annotations: {helm.sh/hook: %s}}\n"
        .formatted(name, hook);
  }

  private static String definition() {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: as.example.com}
    """;
  }

  @Test
  void tellsOfTheClusterOnlyWhereTheChartLooks() {
    render(SHOP, "releaseName: ''");
    assertThat(asked).isFalse();
    kinds =
        new ApiResources(
            List.of(
                new ApiResource(
                    new GroupVersionKind("example.com", "v1", "Widget"),
                    "widgets",
                    true,
                    true,
                    Set.of("list"))),
            "v1.30.2");
    MemoryTree looking =
        SHOP.with(
            "shop/templates/values.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            data:
              version: '{{ .Capabilities.KubeVersion }}'
              widgets: '{{ .Capabilities.APIVersions.Has "example.com/v1/Widget" }}'
            """);
    assertThat(values(looking, "releaseName: ''")).isEqualTo("version: v1.30.2 widgets: \"true\"");
    assertThat(reads(looking, "releaseName: ''").kinds()).contains(kinds.digest());
    assertThat(values(looking, "kubeVersion: 1.25.0\napiVersions: [apps/v1]"))
        .isEqualTo("version: v1.25.0 widgets: \"false\"");
  }

  @Test
  void bringsTheChartsThatItDependsOn() {
    MemoryTree tree =
        SHOP.with(
                "shop/Chart.yaml",
                """
                apiVersion: v2
                name: shop
                version: 1.2.3
                dependencies:
                - {name: common, version: 1.x.x, repository: 'file://../common'}
                - {name: db, version: ^2.0.0, repository: 'https://charts.example'}
                """)
            .with("common/Chart.yaml", "apiVersion: v2\nname: common\nversion: 1.5.0\n")
            .with("common/templates/c.yaml", annotated("common", "post-install"));
    tools.trees.put(
        "https://charts.example db ^2.0.0",
        MemoryTree.of(
            Map.of(
                "Chart.yaml",
                "apiVersion: v2\nname: db\nversion: 2.3.4\n",
                "templates/d.yaml",
                annotated("db", "post-install"))));
    assertThat(Renders.printed(render(tree, "releaseName: ''")).lines().sorted())
        .containsExactly(
            "common shop/charts/common/templates/c.yaml:1",
            "db shop/charts/db/templates/d.yaml:1",
            "shop shop/templates/values.yaml:1");
    assertThat(reads(tree, "releaseName: ''").own().touchedBy(List.of("common/values.yaml")))
        .isTrue();
    assertThat(
            Renders.printed(
                render(
                    tree.with(
                        "shop/Chart.yaml",
                        """
                        apiVersion: v2
                        name: shop
                        version: 1.2.3
                        dependencies:
                        - {name: ../../x, version: 1.0.0, repository: 'https://c.example'}
                        """),
                    "releaseName: ''")))
        .isEqualTo(
            "RenderFailed shop/Chart.yaml:0 a dependency is named '../../x', which no chart is");
  }

  @Test
  void aFailureNamesTheTemplateAndTheLineAndNoPathOfThisMachine() {
    MemoryTree broken =
        SHOP.with(
            "shop/templates/values.yaml", "a: b\n{{ required \"color is needed\" .Values.x }}");
    assertThat(values(broken, "releaseName: ''"))
        .startsWith("RenderFailed shop/templates/values.yaml:2 ")
        .contains("color is needed")
        .doesNotContain(folder.toString());
    assertThat(values(SHOP, "values: '{'"))
        .contains("spec.source.helm.values")
        .doesNotContain(folder.toString());
    assertThat(values(SHOP.without("shop/Chart.yaml"), "valueFiles: [live.yaml]"))
        .isEqualTo(
            "RenderFailed shop/Chart.yaml:0 there is no shop/Chart.yaml, so this is no Helm chart");
  }

  @Test
  void nothingThatAUserWritesIsTakenForAFlag() {
    assertThat(values(SHOP, "releaseName: --post-renderer=./x.sh"))
        .startsWith("RenderFailed shop/Chart.yaml:0 ")
        .contains("release name");
    assertThat(values(SHOP, "parameters: [{name: --output-dir, value: /tmp/x}]"))
        .doesNotContain("wrote");
    assertThat(values(SHOP, "namespace: --kubeconfig=x")).isEqualTo("color: red from: chart");
  }

  @Test
  void lookupSeesNoCluster() {
    MemoryTree tree =
        SHOP.with(
            "shop/templates/values.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            data:
              found: '{{ lookup "v1" "Secret" "kube-system" "" }}'
            """);
    assertThat(values(tree, "releaseName: ''")).isEqualTo("found: map[]");
  }

  @Test
  void aTemplateWithoutEndIsEnded() {
    MemoryTree tree =
        SHOP.with(
            "shop/templates/values.yaml", "{{ range untilStep 0 2000000000 1 }}{{ . }}{{ end }}");
    assertThat(values(tree, "releaseName: ''")).contains("ended");
  }

  @Test
  void rendersAChartOfARepository() {
    MemoryTree chart =
        MemoryTree.of(
            Map.of(
                "Chart.yaml", "apiVersion: v2\nname: nginx\nversion: 2.0.0\n",
                "values.yaml", "from: chart\n",
                "templates/values.yaml", VALUES_MAP));
    RenderRequest request =
        Renders.request(chart, "chart: nginx\nhelm: {values: 'color: blue'}\n", Renders.ALL_ON);
    Rendering rendering = tools.renderer(folder.resolve("runs")).render(request);
    assertThat(Renders.printed(rendering)).isEqualTo("shop templates/values.yaml:1");
    assertThat(((Rendering.Rendered) rendering).manifests().getFirst().map("data"))
        .isEqualTo(Map.of("color", "blue", "from", "chart"));
  }
}
