package dev.kilter.render;

import static dev.kilter.render.Renders.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Yaml;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import dev.kilter.testkit.source.MemoryTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bases and files that a kustomization names by URL; the real kustomize never reaches a network.
 */
class KustomizeRemoteTest {
  private static final String REPOSITORY = "https://git.example/team/shop.git";

  @TempDir Path folder;
  private final Tools tools = new Tools();
  private List<String> hosts = List.of("*");

  private Rendering render(String kustomization) {
    MemoryTree tree = MemoryTree.empty().with("live/kustomization.yaml", kustomization);
    Settings.Tools usual = Settings.Tools.DEFAULTS;
    Settings.Tools settings =
        new Settings.Tools(
            "", "", "", Map.of(), usual.valuesFileSchemes(), hosts, usual.timeout(), 0);
    return tools
        .renderer(folder)
        .render(
            Renders.request(
                tree,
                "path: live",
                new Settings.Sources(
                    false,
                    true,
                    true,
                    true,
                    10_000_000,
                    Duration.ofSeconds(15),
                    settings,
                    Settings.Git.DEFAULTS)));
  }

  private String text(String kustomization) {
    return switch (render(kustomization)) {
      case Rendering.Rendered rendered ->
          rendered.manifests().stream()
              .map(manifest -> Yaml.text(manifest.root()))
              .collect(Collectors.joining("---\n"));
      case Rendering.Empty _ -> "";
      case Rendering.Failed(var failure) -> Renders.printed(failure);
    };
  }

  private MemoryTree publish(String key) {
    MemoryTree tree =
        MemoryTree.empty()
            .with("base/kustomization.yaml", "resources: [../common, own.yaml]")
            .with("base/own.yaml", configMap("own"))
            .with("common/kustomization.yaml", "resources: [c.yaml]")
            .with("common/c.yaml", configMap("common"));
    tools.trees.put(key, tree);
    return tree;
  }

  @Test
  void buildsOnTheBaseOfAnotherRepositoryAndRemembersItsCommit() {
    MemoryTree remote = publish(REPOSITORY + " v1");
    String url = REPOSITORY + "//base?ref=v1";
    Rendering rendering = render("namePrefix: a-\nresources: ['%s']".formatted(url));
    assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
    assertThat(text("namePrefix: a-\nresources: ['%s']".formatted(url)))
        .contains("name: a-own", "name: a-common");
    assertThat(((Rendering.Rendered) rendering).reads().remote())
        .containsExactly(Map.entry(url, remote.commit()));
  }

  @Test
  void knowsTheFormsOfReferencesThatKustomizeKnows() {
    publish("https://github.com/team/shop");
    publish("https://github.com/team/shop main");
    publish("git@git.example:team/shop");
    publish("ssh://git@git.example/team/shop.git v2");
    for (String url :
        List.of(
            "github.com/team/shop/base",
            "https://github.com/team/shop//base?ref=main",
            "https://github.com/team/shop/base?version=main",
            "git@git.example:team/shop//base",
            "git::https://github.com/team/shop//base",
            "ssh://git@git.example/team/shop.git/base?ref=v2&timeout=90s")) {
      assertThat(text("resources: ['%s']".formatted(url))).as(url).contains("name: own");
    }
  }

  @Test
  void takesFilesOfWebServersWhereverFilesAreNamed() {
    tools.files.put("https://files.example/c.yaml", configMap("fetched"));
    tools.files.put(
        "https://files.example/p.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fetched, labels: {patched: here}}");
    assertThat(
            text(
                """
                resources: ['https://files.example/c.yaml']
                patches: [{path: 'https://files.example/p.yaml'}]
                """))
        .contains("name: fetched", "patched: here");
  }

  @Test
  void takesAPageForNoFile() {
    tools.files.put("https://github.com/team/shop", "<!DOCTYPE html>\n<html></html>");
    tools.trees.put(
        "https://github.com/team/shop",
        MemoryTree.empty()
            .with("kustomization.yaml", "resources: [a.yaml]")
            .with("a.yaml", configMap("inside")));
    assertThat(text("resources: ['https://github.com/team/shop']")).contains("name: inside");
  }

  @Test
  void refusesFlagsInThePlaceOfRevisionsAndRepositories() {
    for (String url :
        List.of(
            "https://git.example/team/shop.git?ref=--upload-pack=touch%20/tmp/p",
            "https://git.example/team/shop.git//base?ref=-x")) {
      assertThat(text("resources: ['%s']".formatted(url)))
          .as(url)
          .contains("begins like a flag where a repository or a revision is wanted");
    }
    for (String url : List.of("ext::sh -c touch%20/tmp/p", "fd::17", "file:///etc//x")) {
      assertThat(render("resources: ['%s']".formatted(url)))
          .as(url)
          .isInstanceOf(Rendering.Failed.class);
    }
  }

  @Test
  void refusesHostsThatAreNotAllowed() {
    hosts = List.of("*.git.example", "git.example");
    publish(REPOSITORY + " v1");
    assertThat(text("resources: ['%s//base?ref=v1']".formatted(REPOSITORY))).contains("own");
    for (String url :
        List.of(
            "https://github.com/a/b//c", "http://169.254.169.254/latest", "git@evil.example:a/b")) {
      assertThat(text("resources: ['%s']".formatted(url)))
          .as(url)
          .contains("is on a host from which nothing may be fetched");
    }
  }

  @Test
  void keepsARemoteBaseInItsRepository() {
    tools.trees.put(
        REPOSITORY,
        MemoryTree.empty().with("kustomization.yaml", "resources: [../input/live/a.yaml]"));
    assertThat(text("resources: ['%s']".formatted(REPOSITORY)))
        .contains("which is outside of the source");
    assertThat(text("resources: ['%s//../x']".formatted(REPOSITORY)))
        .contains("leads out of its repository");
  }

  @Test
  void saysWhyARemoteBaseCannotBeHad() {
    assertThat(text("resources: ['%s']".formatted(REPOSITORY)))
        .isEqualTo("RepositoryUnreachable no repository " + REPOSITORY);
  }
}
