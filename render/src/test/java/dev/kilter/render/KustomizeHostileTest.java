package dev.kilter.render;

import static dev.kilter.render.Renders.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.SourceTree;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What someone may commit to harm others: each fails alone, with a reason, and leaves nothing. */
class KustomizeHostileTest {
  @TempDir Path folder;
  private final Tools tools = new Tools();
  private String buildOptions = "";
  private String program = "";
  private Duration timeout = Duration.ofSeconds(90);

  @AfterEach
  void leavesNothing() throws IOException {
    try (Stream<Path> left = Files.list(Files.createDirectories(folder.resolve("runs")))) {
      assertThat(left).isEmpty();
    }
  }

  private String failure(SourceTree tree) {
    Settings.Tools settings =
        new Settings.Tools(
            "",
            "",
            buildOptions,
            Map.of("own", new Settings.Tools.KustomizeVersion(program, "")),
            List.of(),
            List.of(),
            timeout,
            0);
    Rendering rendering =
        tools
            .renderer(folder.resolve("runs"))
            .render(
                Renders.request(
                    tree,
                    program.isEmpty() ? "path: live" : "path: live\nkustomize: {version: own}",
                    new Settings.Sources(
                        false,
                        true,
                        true,
                        true,
                        10_000_000,
                        Duration.ofSeconds(15),
                        settings,
                        Settings.Git.DEFAULTS)));
    return rendering instanceof Rendering.Failed(Failure why)
        ? Renders.printed(why)
        : rendering.getClass().getSimpleName();
  }

  private static MemoryTree overlay(String kustomization) {
    return MemoryTree.empty()
        .with("live/kustomization.yaml", kustomization)
        .with("live/a.yaml", configMap("a"));
  }

  @Test
  void doesNotGoRoundWithACycle() {
    assertThat(
            failure(
                overlay("resources: [../other]")
                    .with("other/kustomization.yaml", "resources: [../live]")))
        .contains("cycle detected");
  }

  @Test
  void endsATextThatUnfoldsToEndlessOnes() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append((before + ", ").repeat(8))
          .append(before)
          .append("]\n");
    }
    assertThat(failure(overlay("resources: [a.yaml]").with("live/a.yaml", configMap("a") + bomb)))
        .startsWith("RenderFailed");
    assertThat(failure(overlay(bomb.toString()))).startsWith("RenderFailed");
  }

  @Test
  void refusesMoreFilesThanAToolIsGiven() {
    assertThat(failure(new WideTree())).contains("holds more than 20000 files and folders");
  }

  @Test
  void endsAProgramThatNeverEnds() throws IOException {
    program = script("while :; do :; done");
    timeout = Duration.ofSeconds(1);
    assertThat(failure(overlay("resources: [a.yaml]"))).contains("took longer than 1 s");
  }

  @Test
  void refusesFlagsThatRunOtherPrograms() {
    for (String flag :
        List.of(
            "--enable-exec",
            "--enable-alpha-plugins",
            "--helm-command=/bin/sh",
            "--network",
            "--mount type=bind",
            "-e A=b",
            "-o /tmp/x",
            "--output=/tmp/x",
            "/etc",
            "--load-restrictor LoadRestrictionsNone --enable-exec")) {
      buildOptions = flag;
      assertThat(failure(overlay("resources: [a.yaml]")))
          .as(flag)
          .startsWith("InvalidSpec kustomize.buildOptions has '");
    }
  }

  @Test
  void runsNoFunctionsAndNoHelmUnlessAsked() {
    assertThat(
            failure(
                overlay("transformers: [f.yaml]\nresources: [a.yaml]")
                    .with(
                        "live/f.yaml",
                        """
                        apiVersion: v1
                        kind: Function
                        metadata:
                          name: f
                          annotations:
                            config.kubernetes.io/function: |
                              exec: {path: ./evil.sh}
                        """)
                    .with("live/evil.sh", "#!/bin/sh\ntouch /tmp/p")))
        .startsWith("RenderFailed live/kustomization.yaml:0 kustomize build failed: ");
    assertThat(failure(overlay("helmCharts: [{name: c, repo: 'https://charts.example'}]")))
        .contains("must specify --enable-helm");
  }

  @Test
  void keepsPluginsFromFilesOutsideAlsoWithoutLoadRestrictions() {
    buildOptions = "--load-restrictor LoadRestrictionsNone";
    for (String name : List.of("/etc/hostname", "../../../../../../../../../etc/hostname")) {
      String config =
          "{apiVersion: builtin, kind: ConfigMapGenerator, metadata: {name: m}, files: ['%s']}"
              .formatted(name);
      assertThat(failure(overlay("generators: [g.yaml]").with("live/g.yaml", config)))
          .as(name)
          .contains("which is outside of the source");
      assertThat(failure(overlay("generators:\n- |-\n  " + config)))
          .as(name)
          .contains("which is outside of the source");
    }
    assertThat(
            failure(
                overlay("generators: [../g]")
                    .with("g/kustomization.yaml", "resources: [g.yaml]\nnamePrefix: x-")
                    .with("g/g.yaml", "{apiVersion: builtin, kind: ConfigMapGenerator}")))
        .contains("makes the configuration of a plugin");
  }

  @Test
  void readsFilesBesideItsFolderWithoutLoadRestrictions() {
    buildOptions = "--load-restrictor LoadRestrictionsNone";
    assertThat(failure(overlay("resources: [../b.yaml]").with("b.yaml", configMap("b"))))
        .isEqualTo("Rendered");
  }

  @Test
  void readsNoFieldUnderADisguise() {
    buildOptions = "--load-restrictor LoadRestrictionsNone";
    for (String field :
        List.of(
            "Resources: [/etc]",
            "re\u017fources: [/etc]",
            "openAPI: {path: /etc/hostname}",
            "openapi: {Path: /etc/hostname}",
            "patches: [{PATH: /etc/hostname}]",
            "configMapGenerator: [{name: c, Files: [/etc/hostname]}]",
            "configMapGenerator: {name: c, Files: [/etc/hostname]}")) {
      assertThat(failure(overlay(field))).as(field).contains("which is outside of the source");
    }
    assertThat(failure(overlay("resources: [a.yaml]\nResources: [/etc]")))
        .contains("has the field 'resources' twice");
    assertThat(failure(overlay("Resources: [a.yaml]"))).isEqualTo("Rendered");
    assertThat(
            failure(
                overlay("generators: [g.yaml]")
                    .with(
                        "live/g.yaml",
                        "{apiVersion: builtin, kind: ConfigMapGenerator, metadata: {name: m},"
                            + " Files: [/etc/hostname]}")))
        .contains("which is outside of the source");
  }

  @Test
  void saysWhereAKustomizationIsNoYaml() {
    assertThat(failure(overlay("resources: [a.yaml]\n\tx: 1\n")))
        .startsWith(
            "RenderFailed live/kustomization.yaml:2 live/kustomization.yaml cannot be read");
  }

  @Test
  void namesAVersionThatIsNotRegistered() {
    Rendering rendering =
        tools
            .renderer(folder.resolve("runs"))
            .render(
                Renders.request(
                    overlay("resources: [a.yaml]"),
                    "path: live\nkustomize: {version: v9}",
                    Renders.ALL_ON));
    assertThat(rendering)
        .isEqualTo(
            new Rendering.Failed(
                new Failure.InvalidSpec("kustomize version v9 is not registered")));
  }

  private String script(String text) throws IOException {
    Path file = folder.resolve("own");
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }
}
