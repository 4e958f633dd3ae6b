package dev.kilter.render;

import static dev.kilter.render.Renders.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import dev.kilter.render.plugin.program.PluginPrograms;
import dev.kilter.render.process.ScratchFolders;
import dev.kilter.render.process.Workshop;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that are run here, through the whole way of a render. */
class PluginProgramTest {
  private static final String PATH = "/usr/bin:/bin";
  private static final MemoryTree TREE =
      MemoryTree.empty()
          .with("apps/web/env.txt", "web")
          .with("apps/web/conf/a.conf", "a")
          .with("apps/plain/a.yaml", configMap("plain"))
          .withProgram("apps/web/make.sh", "#!/bin/sh\ncat out.yaml\n")
          .with("apps/web/out.yaml", configMap("made"));

  @TempDir private Path folder;
  private Path plugins;

  @BeforeEach
  void makeTheFolder() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
  }

  @AfterEach
  void leavesNothing() throws IOException {
    Path runs = folder.resolve("runs");
    if (Files.exists(runs)) {
      try (Stream<Path> left = Files.list(runs)) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void runsInitAndThenGenerateInTheApplicationsFolder() {
    plugin(
        "maker",
        """
        version: v1.2
        init: {command: [sh], args: [-c, 'echo made by init > note; echo no manifest']}
        generate:
          command: [sh, -c]
          args:
          - |
            test -f ../../apps/plain/a.yaml || exit 7
            printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: "%s"}\\n' "$(cat env.txt)"
            printf -- '---\\napiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: "%s"}\\n' "$(cat note)"
        """);
    assertThat(render("path: apps/web\nplugin: {name: maker-v1.2}"))
        .isEqualTo("web apps/web:1\nmade by init apps/web:1");
  }

  @Test
  void tellsWhatTheApplicationSaysAndNothingOfThisProcess() {
    plugin("env", "generate: {command: [sh, -c, 'env >&2; exit 1']}");
    String said =
        render(
            """
            path: apps/web
            targetRevision: main
            plugin:
              name: env
              env:
              - {name: PATH, value: /tmp/evil}
              - {name: WHO, value: "$ARGOCD_APP_NAME in $KUBE_VERSION costs $$1"}
              parameters:
              - {name: some-text, string: x}
              - {name: some-list, array: [a, b]}
              - {name: some-map, map: {image.tag: v1}}
            """);
    assertThat(said.lines())
        .contains(
            "ARGOCD_APP_NAME=shop",
            "ARGOCD_APP_NAMESPACE=shop",
            "ARGOCD_APP_PROJECT_NAME=default",
            "ARGOCD_APP_REVISION=" + TREE.commit(),
            "ARGOCD_APP_SOURCE_PATH=apps/web",
            "ARGOCD_APP_SOURCE_REPO_URL=https://git.example/shop",
            "ARGOCD_APP_SOURCE_TARGET_REVISION=main",
            "ARGOCD_ENV_PATH=/tmp/evil",
            "ARGOCD_ENV_WHO=shop in  costs $1",
            "PATH=" + PATH,
            "PARAM_SOME_TEXT=x",
            "PARAM_SOME_LIST_0=a",
            "PARAM_SOME_LIST_1=b",
            "PARAM_SOME_MAP_IMAGE_TAG=v1",
            "ARGOCD_APP_PARAMETERS="
                + "[{\"name\":\"some-text\",\"string\":\"x\"},"
                + "{\"array\":[\"a\",\"b\"],\"name\":\"some-list\"},"
                + "{\"map\":{\"image.tag\":\"v1\"},\"name\":\"some-map\"}]")
        .noneMatch(line -> line.startsWith("JAVA_HOME") || line.startsWith("USER="));
  }

  @Test
  void standsOnTheWholeTreeAndTheCommit() {
    plugin("maker", "generate: {command: [cat, out.yaml]}");
    var rendered = (Rendering.Rendered) rendering(TREE, "path: apps/web\nplugin: {name: maker}");
    assertThat(rendered.type()).isEqualTo(Rendering.SourceType.Plugin);
    assertThat(rendered.reads().own().objectIds()).containsKey("");
    assertThat(rendered.reads().own().commit()).contains(TREE.commit());
    assertThat(rendered.reads().kinds()).isPresent();
    assertThat(rendered.reads().own().unchangedIn(TREE.with("elsewhere.txt", "x"))).isFalse();
    assertThat(rendered.reads().own().touchedBy(List.of("elsewhere.txt"))).isTrue();
  }

  @Test
  void discoversByAName() {
    plugin("maker", "generate: {command: [cat, out.yaml]}\ndiscover: {fileName: ./conf/*.conf}");
    assertThat(render("path: apps/web")).isEqualTo("made apps/web:1");
    assertThat(render("path: apps/web\nplugin: {}")).isEqualTo("made apps/web:1");
    assertThat(render("path: apps/plain")).isEqualTo("plain apps/plain/a.yaml:1");
    assertThat(render("path: apps/plain\nplugin: {name: maker}"))
        .isEqualTo(
            "RenderFailed apps/plain:0 the plugin 'maker' is not for this source: what it discovers"
                + " by is not in 'apps/plain'");
    assertThat(render("path: apps/web\ndirectory: {recurse: true, exclude: x}"))
        .isEqualTo("made apps/web/out.yaml:1");
  }

  @Test
  void discoversByANameAtAnyDepth() {
    plugin("maker", "generate: {command: [echo]}\ndiscover: {find: {glob: '**/a.conf'}}");
    assertThat(render("path: apps")).isEqualTo("empty Plugin");
    assertThat(render("path: apps/web/conf")).isEqualTo("empty Plugin");
    assertThat(render("path: apps/plain")).isEqualTo("plain apps/plain/a.yaml:1");
  }

  @Test
  void discoversByACommandThatFindsSomethingAndEndsWell() {
    plugin(
        "maker",
        "generate: {command: [cat, out.yaml]}\n"
            + "discover: {find: {command: [sh, -c, 'cat env.txt 2>/dev/null']}}");
    assertThat(render("path: apps/web")).isEqualTo("made apps/web:1");
    var plain = (Rendering.Rendered) rendering(TREE, "path: apps/plain");
    assertThat(Renders.printed(plain)).isEqualTo("plain apps/plain/a.yaml:1");
    assertThat(plain.reads().own().commit()).as("it may depend on any file").isPresent();
  }

  @Test
  void makesNoPlainDirectoryOfASourceWhoseToolCannotBeTold() throws IOException {
    plugin("maker", "generate: {command: [echo]}\ndiscover: {find: {command: [sh, -c, gone]}}");
    assertThat(render("path: apps/plain"))
        .startsWith(
            "RenderFailed apps/plain:0 the plugin 'maker': discover (sh -c gone) ended with")
        .contains("not found");
    Files.delete(plugins.resolve("maker.yaml"));
    Files.writeString(plugins.resolve("odd.yaml"), "kind: [");
    assertThat(render("path: apps/plain"))
        .startsWith(
            "RenderFailed apps/plain:0 which plugin this source is for cannot be said: odd.yaml in"
                + " the folder of plugins: it cannot be read: ");
    assertThat(render("path: apps/plain\ndirectory: {recurse: true}"))
        .isEqualTo("plain apps/plain/a.yaml:1");
  }

  @Test
  void saysWhichPluginsThereAreWhereOneIsMissing() {
    assertThat(render("path: apps/web\nplugin: {name: gone}"))
        .isEqualTo("ToolMissing there is no config management plugin 'gone'; none is installed");
    plugin("maker", "generate: {command: [echo]}");
    plugin("other", "version: v2\ngenerate: {command: [echo]}");
    assertThat(render("path: apps/web\nplugin: {name: ../gone}"))
        .isEqualTo(
            "ToolMissing there is no config management plugin '../gone'; there are maker,"
                + " other-v2");
    assertThat(render("path: apps/web\nplugin: {}"))
        .isEqualTo(
            "ToolMissing no config management plugin discovers this source; there are maker,"
                + " other-v2; name one in spec.source.plugin.name");
  }

  @Test
  void isOffUntilAFolderIsSet() {
    plugin("maker", "generate: {command: [echo]}");
    assertThat(render(TREE, "path: apps/web\nplugin: {name: maker}", "", Duration.ofMinutes(1)))
        .startsWith("ToolMissing there is no config management plugin 'maker'");
    assertThat(render(TREE, "path: apps/plain", "/nowhere", Duration.ofMinutes(1)))
        .contains("the folder of plugins (kilter.plugins.folder) cannot be read");
  }

  @Test
  void saysWhatFailedInThePluginsOwnWords() {
    plugin(
        "maker",
        "init: {command: [sh, -c, 'echo no chart in $PWD >&2; exit 3']}\ngenerate: {command: [echo]}");
    assertThat(render("path: apps/web\nplugin: {name: maker}"))
        .isEqualTo(
            "RenderFailed apps/web:0 the plugin 'maker': init (sh -c echo no chart in $PWD >&2; exit"
                + " 3) ended with 3: no chart in apps/web");
    plugin("maker", "generate: {command: [gone-for-ever, now]}");
    assertThat(render("path: apps/web\nplugin: {name: maker}"))
        .isEqualTo(
            "RenderFailed apps/web:0 the plugin 'maker': generate (gone-for-ever now) cannot be run:"
                + " there is no program gone-for-ever on the search path");
    plugin("maker", "generate: {command: [echo, 'a: b']}");
    assertThat(render("path: apps/web\nplugin: {name: maker}"))
        .startsWith("RenderFailed apps/web:");
    plugin("maker", "generate: {command: [sh, -c, 'cat out.yaml; exit 1']}");
    assertThat(render("path: apps/web\nplugin: {name: maker}"))
        .endsWith("ended with 1: it said nothing");
  }

  @Test
  void givesFilesTheirModeOnlyWhereThePluginAsksForIt() {
    plugin("maker", "generate: {command: [./make.sh]}\npreserveFileMode: true");
    assertThat(render("path: apps/web\nplugin: {name: maker}")).isEqualTo("made apps/web:1");
    plugin("maker", "generate: {command: [./make.sh]}");
    assertThat(render("path: apps/web\nplugin: {name: maker}"))
        .endsWith("cannot be run: there is no program ./make.sh");
  }

  @Test
  void refusesWhatAsksForCredentials() {
    plugin("maker", "generate: {command: [echo]}\nprovideGitCreds: true");
    assertThat(render("path: apps/web\nplugin: {name: maker.yaml}"))
        .contains("it asks for credentials (spec.provideGitCreds)");
  }

  @Test
  void endsWhatForksAndLivesOn() throws IOException {
    Path pid = folder.resolve("pid");
    plugin(
        "maker",
        "generate: {command: [sh, -c, \"setsid sh -c 'echo $$ > %1$s; while :; do :; done' & while [ ! -s %1$s ]; do :; done; cat out.yaml\"]}"
            .formatted(pid));
    assertThat(render("path: apps/web\nplugin: {name: maker}")).isEqualTo("made apps/web:1");
    long left = Long.parseLong(Files.readString(pid).strip());
    Awaitility.await().until(() -> ProcessHandle.of(left).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void endsWhatHangs() {
    plugin("maker", "generate: {command: [sh, -c, 'while :; do :; done']}");
    assertThat(
            render(
                TREE, "path: apps/web\nplugin: {name: maker}", plugins + "", Duration.ofSeconds(1)))
        .isEqualTo(
            "RenderFailed apps/web:0 the plugin 'maker': generate (sh -c while :; do :; done): sh took"
                + " longer than 1 s, and was ended; nothing is concluded");
  }

  @Test
  void endsWhatWritesWithoutEnd() {
    plugin("maker", "generate: {command: [\"yes\"]}");
    assertThat(render("path: apps/web\nplugin: {name: maker}"))
        .contains("yes wrote more than 100 MB, and was ended; nothing is concluded");
  }

  @Test
  void endsAtALinkOutOfTheTree() {
    plugin("maker", "generate: {command: [cat, out.yaml]}");
    assertThat(
            Renders.printed(
                rendering(
                    TREE.withLink("elsewhere/passwd", "../../etc/passwd"),
                    "path: apps/web\nplugin: {name: maker}")))
        .startsWith("RenderFailed elsewhere/passwd:0 ");
  }

  @Test
  void takesAnExchangedPluginForAnotherOne() {
    plugin("maker", "generate: {command: [cat, out.yaml]}");
    PluginPrograms programs = new PluginPrograms(PATH);
    Settings.Tools.Plugins settings = settings(plugins.toString(), Duration.ZERO).plugins();
    String before = programs.fingerprint(settings);
    assertThat(programs.fingerprint(settings)).isEqualTo(before);
    plugin("maker", "generate: {command: [cat, other.yaml]}");
    assertThat(programs.fingerprint(settings)).isNotEqualTo(before);
  }

  private void plugin(String name, String spec) {
    try {
      Files.writeString(
          plugins.resolve(name + ".yaml"),
          "apiVersion: argoproj.io/v1alpha1\nkind: ConfigManagementPlugin\nmetadata: {name: "
              + name
              + "}\nspec:\n"
              + spec.indent(2));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String render(String source) {
    return Renders.printed(rendering(TREE, source));
  }

  private String render(MemoryTree tree, String source, String set, Duration timeout) {
    return Renders.printed(rendering(tree, source, settings(set, timeout)));
  }

  private Rendering rendering(MemoryTree tree, String source) {
    return rendering(tree, source, settings(plugins.toString(), Duration.ofMinutes(1)));
  }

  private Rendering rendering(MemoryTree tree, String source, Settings.Tools tools) {
    try {
      Workshop workshop =
          new Workshop(
              (tool, _) ->
                  dev.kilter.model.failure.Result.failed(
                      new Failure.ToolMissing(tool.name(), "not needed here")),
              ScratchFolders.in(folder.resolve("runs")),
              new Tools());
      return new SourceRenderer(workshop, List.of(new PluginPrograms(PATH)))
          .render(
              Renders.request(
                  tree,
                  source,
                  new Settings.Sources(
                      false,
                      true,
                      true,
                      true,
                      10_000_000,
                      Duration.ofSeconds(15),
                      tools,
                      Settings.Git.DEFAULTS)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Settings.Tools settings(String set, Duration timeout) {
    return new Settings.Tools(
        "",
        "",
        "",
        Map.of(),
        List.of(),
        List.of(),
        timeout,
        0,
        new Settings.Tools.Plugins("/nowhere", set, List.of()));
  }
}
