package dev.kilter.render.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Yaml;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.RemoteInputs;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.SourceTree;
import dev.kilter.render.SourceRenderer;
import dev.kilter.render.plugin.sidecar.Sidecars;
import dev.kilter.render.process.ScratchFolders;
import dev.kilter.render.process.Workshop;
import dev.kilter.render.sidecar.StandInServer.Fault;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sidecars, through the whole way of a render. With {@code -Dkilter.cmp-server=…} those that need
 * not misbehave are Argo CD's own.
 */
class SidecarTest {
  private static final String MANIFEST = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n";
  private static final MemoryTree TREE =
      MemoryTree.empty()
          .with("apps/web/env.txt", "web")
          .with("apps/web/out.yaml", MANIFEST.formatted("made"))
          .with("apps/plain/a.yaml", MANIFEST.formatted("plain"))
          .withProgram("apps/web/make.sh", "#!/bin/sh\ncat out.yaml\n");

  @TempDir private Path folder;
  private Path sockets;

  @BeforeEach
  void makeTheFolder() throws IOException {
    sockets = Files.createDirectory(folder.resolve("s"));
  }

  @Test
  void makesManifestsFromAllFilesAndTheEnvironment() throws IOException {
    String spec =
        """
        version: v1.0
        init: {command: [sh, -c, 'cat ../plain/a.yaml > copied']}
        generate:
          command: [sh, -c]
          args:
          - |
            cat copied
            printf -- '---\\n'
            printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: "%s"}\\n' "$ARGOCD_ENV_WHO"
            printf -- '---\\n'
            printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: "%s"}\\n' "$PARAM_A_B"
        """;
    try (var _ = server("maker-v1.0", spec)) {
      assertThat(
              render(
                  """
                  path: apps/web
                  plugin:
                    name: maker-v1.0
                    env: [{name: WHO, value: $ARGOCD_APP_NAME-web}]
                    parameters: [{name: a-b, string: said}]
                  """))
          .isEqualTo("Plugin plain shop-web said");
    }
  }

  @Test
  void sendsFilesOfAnySizeInPieces() throws IOException {
    byte[] noise = new byte[5_000_000];
    new Random(1).nextBytes(noise);
    MemoryTree tree = TREE.with("large/noise", noise).with("n".repeat(150) + "/file", "x");
    String spec =
        "generate: {command: [sh, -c, 'test -f ../../%s/file && test $(wc -c < ../../large/noise) ="
                .formatted("n".repeat(150))
            + " 5000000 && cat out.yaml']}";
    try (var _ = server("maker", spec)) {
      assertThat(printed(rendering(tree, "path: apps/web\nplugin: {name: maker}", usual())))
          .isEqualTo("Plugin made");
    }
  }

  @Test
  void takesAnswersOfManyFrames() throws IOException {
    String spec =
        "generate: {command: [sh, -c, 'cat out.yaml; echo \"data: {x: $(head -c 3000000 /dev/zero |"
            + " tr \"\\\\0\" x)}\"']}";
    try (var _ = server("maker", spec)) {
      Rendering rendering = rendering(TREE, "path: apps/web\nplugin: {name: maker}", usual());
      assertThat(printed(rendering)).isEqualTo("Plugin made");
      assertThat(((Rendering.Rendered) rendering).manifests().getFirst().text("data", "x"))
          .hasValueSatisfying(text -> assertThat(text).hasSize(3_000_000));
    }
  }

  @Test
  void discoversByAName() throws IOException {
    String spec = "generate: {command: [cat, out.yaml]}\ndiscover: {fileName: 'env.*'}";
    try (var _ = server("maker", spec)) {
      assertThat(render("path: apps/web")).isEqualTo("Plugin made");
      assertThat(render("path: apps/web\nplugin: {}")).isEqualTo("Plugin made");
      assertThat(render("path: apps/plain")).isEqualTo("Directory plain");
      assertThat(render("path: apps/plain\nplugin: {name: maker}"))
          .contains("the plugin 'maker' is not for this source");
    }
  }

  @Test
  void takesACommandThatFindsNothingForANo() throws IOException {
    String spec =
        "generate: {command: [cat, out.yaml]}\ndiscover: {find: {command: [cat, env.txt]}}";
    try (var _ = server("maker", spec)) {
      assertThat(render("path: apps/web")).isEqualTo("Plugin made");
      assertThat(render("path: apps/plain")).isEqualTo("Directory plain");
    }
  }

  @Test
  void asksThoseWithoutDiscoveryOnlyByName() throws IOException {
    try (var _ = server("maker", "generate: {command: [cat, out.yaml]}")) {
      assertThat(render("path: apps/plain")).isEqualTo("Directory plain");
      assertThat(render("path: apps/web\nplugin: {}"))
          .contains("no config management plugin discovers this source; there are maker; name one");
      assertThat(render("path: apps/web\nplugin: {name: gone}"))
          .contains("there is no config management plugin 'gone'; there are maker");
    }
  }

  @Test
  void keepsBackWhatTheSettingExcludes() throws IOException {
    String spec = "generate: {command: [sh, -c, 'test ! -e ../plain && cat out.yaml']}";
    try (var _ = server("maker", spec)) {
      assertThat(render("path: apps/web\nplugin: {name: maker}"))
          .contains("`sh -c \"test ! -e ../plain && cat out.yaml\"` failed exit status 1");
      assertThat(
              printed(
                  rendering(
                      TREE,
                      "path: apps/web\nplugin: {name: maker}",
                      settings(Duration.ofMinutes(1), List.of("*/plain")))))
          .isEqualTo("Plugin made");
    }
  }

  @Test
  void sendsTheModeOfFiles() throws IOException {
    try (var _ = server("maker", "generate: {command: [./make.sh]}\npreserveFileMode: true")) {
      assertThat(render("path: apps/web\nplugin: {name: maker}")).isEqualTo("Plugin made");
    }
  }

  @Test
  void saysWhatFailedInThePluginsOwnWords() throws IOException {
    String spec = "generate: {command: [sh, -c, 'cat out.yaml; echo kein Müll >&2; exit 3']}";
    try (var _ = server("maker", spec)) {
      assertThat(render("path: apps/web\nplugin: {name: maker}"))
          .isEqualTo(
              "RenderFailed the plugin 'maker': error generating manifests: `sh -c \"cat out.yaml;"
                  + " echo kein Müll >&2; exit 3\"` failed exit status 3: kein Müll");
    }
  }

  @Test
  void takesNothingForNothingOnlyWhereThePluginEndedWell() throws IOException {
    try (var _ = server("maker", "generate: {command: ['true']}")) {
      assertThat(render("path: apps/web\nplugin: {name: maker}")).isEqualTo("empty Plugin");
    }
  }

  @Test
  void givesNoCredentials() throws IOException {
    try (var _ = server("maker", "generate: {command: ['true']}\nprovideGitCreds: true")) {
      assertThat(render("path: apps/web\nplugin: {name: maker}"))
          .startsWith("RenderFailed the plugin 'maker': it asks for credentials");
    }
  }

  @Test
  void standsOnTheWholeTreeAndTheCommit() throws IOException {
    try (var _ = server("maker", "generate: {command: [cat, out.yaml]}")) {
      var rendered =
          (Rendering.Rendered) rendering(TREE, "path: apps/web\nplugin: {name: maker}", usual());
      assertThat(rendered.reads().own().objectIds()).containsKey("");
      assertThat(rendered.reads().own().commit()).contains(TREE.commit());
      assertThat(rendered.reads().kinds()).isPresent();
    }
  }

  @Test
  void neverTakesAFaultForNoManifestsOrForAnotherTool() throws IOException {
    Map<Fault, String> words =
        Map.of(
            Fault.CORRUPTS_FILES, "file checksum validation error",
            Fault.HANGS, "it took longer than 1 s",
            Fault.CLOSES, "its socket was closed",
            Fault.SAYS_NOT_HOW_IT_WENT, "it ended its answer without saying how it went",
            Fault.ANSWERS_NO_MESSAGE, "its answer breaks off",
            Fault.ANSWERS_WITHOUT_END, "its answer breaks off",
            Fault.IS_NO_PLUGIN, "what listens there is no plugin: unknown service");
    for (Map.Entry<Fault, String> fault : words.entrySet()) {
      Path socket = sockets.resolve("maker.sock");
      String spec = "generate: {command: [cat, out.yaml]}\ndiscover: {fileName: env.txt}";
      for (String source : List.of("path: apps/web\nplugin: {name: maker}", "path: apps/plain")) {
        try (var _ = new StandInServer(socket, file("maker", spec), fault.getKey())) {
          Settings.Tools tools =
              settings(
                  fault.getKey() == Fault.HANGS ? Duration.ofSeconds(1) : Duration.ofMinutes(1),
                  List.of());
          assertThat(printed(rendering(TREE, source, tools)))
              .as(fault.getKey() + " " + source)
              .startsWith("RenderFailed the plugin 'maker': ")
              .contains(fault.getValue());
        }
      }
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(sockets.resolve("maker.sock")));
    }
    assertThat(render("path: apps/web\nplugin: {name: maker}"))
        .isEqualTo(
            "RenderFailed the plugin 'maker': whether it is for this source cannot be said: its"
                + " socket does not answer (java.net.ConnectException: Connection refused)");
  }

  @Test
  void endsAtALinkOutOfTheTree() throws IOException {
    try (var _ = server("maker", "generate: {command: [cat, out.yaml]}")) {
      MemoryTree tree = TREE.withLink("elsewhere/passwd", "../../etc/passwd");
      assertThat(printed(rendering(tree, "path: apps/web\nplugin: {name: maker}", usual())))
          .startsWith("RenderFailed ")
          .contains("elsewhere/passwd");
    }
  }

  private PluginServer server(String name, String spec) throws IOException {
    return PluginServer.start(folder, sockets, name, file(name.replaceAll("-v.*", ""), spec));
  }

  private static String file(String name, String spec) {
    return "apiVersion: argoproj.io/v1alpha1\nkind: ConfigManagementPlugin\nmetadata: {name: "
        + name
        + "}\nspec:\n"
        + spec.indent(2);
  }

  private String render(String source) {
    return printed(rendering(TREE, source, usual()));
  }

  private static String printed(Rendering rendering) {
    return switch (rendering) {
      case Rendering.Rendered rendered ->
          rendered.manifests().stream()
              .map(Manifest::name)
              .collect(Collectors.joining(" ", rendered.type() + " ", ""));
      case Rendering.Empty(var type, _) -> "empty " + type;
      case Rendering.Failed(var failure) ->
          failure.getClass().getSimpleName() + " " + failure.message();
    };
  }

  private Settings.Tools usual() {
    return settings(Duration.ofMinutes(1), List.of());
  }

  private Settings.Tools settings(Duration timeout, List<String> exclusions) {
    return new Settings.Tools(
        "",
        "",
        "",
        Map.of(),
        List.of(),
        List.of(),
        timeout,
        0,
        new Settings.Tools.Plugins(sockets.toString(), "", exclusions));
  }

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  private Rendering rendering(SourceTree tree, String source, Settings.Tools tools) {
    Object raw = Objects.requireNonNull(Yaml.parse("repoURL: https://git.example/shop\n" + source));
    try {
      Workshop workshop =
          new Workshop(
              (tool, _) -> Result.failed(new Failure.ToolMissing(tool.name(), "not needed here")),
              ScratchFolders.in(folder.resolve("runs")),
              new Nowhere());
      return new SourceRenderer(workshop, List.of(new Sidecars()))
          .render(
              new RenderRequest(
                  tree,
                  Source.of(Manifest.of((Map<String, @Nullable Object>) raw)),
                  Map.of(),
                  new ApplicationId("argocd", "shop"),
                  "shop",
                  "shop",
                  "default",
                  () -> Result.success(ApiResources.NONE),
                  new Settings.Sources(
                      false,
                      true,
                      true,
                      true,
                      10_000_000,
                      Duration.ofSeconds(15),
                      tools,
                      Settings.Git.DEFAULTS),
                  false));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Nothing is fetched for a plugin. */
  private static final class Nowhere implements RemoteInputs {
    @Override
    public Result<SourceTree> tree(String repoUrl, String revision, String project) {
      throw new AssertionError("asked for " + repoUrl);
    }

    @Override
    public Result<SourceTree> chart(String repoUrl, String chart, String version, String project) {
      throw new AssertionError("asked for " + repoUrl);
    }

    @Override
    public Result<byte[]> file(String url, long maxBytes, String project) {
      throw new AssertionError("asked for " + url);
    }
  }
}
