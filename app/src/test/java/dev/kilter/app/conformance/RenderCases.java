package dev.kilter.app.conformance;

import dev.kilter.binaries.Binaries;
import dev.kilter.binaries.RenderTools;
import dev.kilter.codec.Yaml;
import dev.kilter.engine.desired.TrackingMark;
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
import dev.kilter.model.settings.Settings.Tracking;
import dev.kilter.model.source.SourceTree;
import dev.kilter.render.SourceRenderer;
import dev.kilter.render.process.Programs.Tool;
import dev.kilter.render.process.ScratchFolders;
import dev.kilter.render.process.Workshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Folders rendered as a controller renders commits: through the port, by the same renderer. */
final class RenderCases {
  private final SourceRenderer renderer;

  RenderCases() {
    try {
      Path scratch = Path.of(System.getProperty("java.io.tmpdir"), "kilter-conformance");
      renderer =
          new SourceRenderer(
              new Workshop(RenderCases::program, ScratchFolders.in(scratch), new NoRemote()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result<Path> program(Tool tool, Settings.Tools settings) {
    var release =
        switch (tool) {
          case HELM -> RenderTools.helm();
          case KUSTOMIZE -> RenderTools.kustomize();
        };
    try {
      Path folder = Binaries.of(release).resolve(Optional.empty(), System.err::println);
      return Result.success(folder.resolve(release.programs().getFirst()));
    } catch (IOException e) {
      return Result.failed(
          new Failure.ToolUnsupported(tool.name(), String.valueOf(e.getMessage())));
    }
  }

  /** A block that says something chooses the tool, whatever files there are. */
  Map<String, @Nullable Object> kustomize(Manifest request) {
    String flags =
        request.list("flags").stream().map(String::valueOf).collect(Collectors.joining(" "));
    return yaml(
        render(place(request), Map.of("kustomize", Map.of("forceCommonLabels", true)), flags));
  }

  Map<String, @Nullable Object> helm(Manifest request) {
    Map<String, Object> block = new LinkedHashMap<>();
    request.text("release").ifPresent(name -> block.put("releaseName", name));
    request.text("namespace").ifPresent(name -> block.put("namespace", name));
    request.text("kubeVersion").ifPresent(version -> block.put("kubeVersion", version));
    block.put("valueFiles", request.list("valueFiles"));
    block.put("skipCrds", !request.flag("includeCrds").orElse(false));
    block.put("skipSchemaValidation", request.flag("skipSchemaValidation").orElse(false));
    return yaml(render(place(request), Map.of("helm", block), ""));
  }

  Map<String, @Nullable Object> directory(Manifest request) {
    boolean recurse = request.flag("recurse").orElse(false);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put(
        "objects",
        trees(
            render(
                place(request),
                Map.of("directory", Map.of("recurse", recurse, "exclude", "*.none")),
                "")));
    return answer;
  }

  /** Folders may name what lies beside them, so all of the machine stands for the repository. */
  private static String place(Manifest request) {
    return Path.of("/").relativize(folder(request, "dir")).toString();
  }

  private static Path folder(Manifest request, String field) {
    try {
      return Path.of(request.text(field).orElseThrow()).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no folder " + request.text(field), e);
    }
  }

  private List<Manifest> render(String path, Map<String, Object> block, String flags) {
    Map<String, @Nullable Object> source = new LinkedHashMap<>(block);
    source.put("repoURL", "https://git.example/cases");
    source.put("path", path);
    Settings.Tools usual = Settings.Tools.DEFAULTS;
    Settings.Tools tools =
        new Settings.Tools(
            usual.helmPath(),
            usual.kustomizePath(),
            flags,
            usual.kustomizeVersions(),
            usual.valuesFileSchemes(),
            usual.remoteHosts(),
            usual.timeout(),
            usual.parallelism());
    return manifests(
        renderer.render(
            request(new FolderTree(Path.of("/")), source, new Names("case", ""), 0, tools)));
  }

  private record Names(String application, String namespace) {}

  private static RenderRequest request(
      SourceTree tree,
      Map<String, @Nullable Object> source,
      Names names,
      long maxBytes,
      Settings.Tools tools) {
    return new RenderRequest(
        tree,
        Source.of(Manifest.of(source)),
        Map.of(),
        new ApplicationId("argocd", names.application()),
        names.application(),
        names.namespace(),
        "default",
        () -> Result.success(ApiResources.NONE),
        new Settings.Sources(
            false,
            true,
            true,
            true,
            maxBytes,
            Duration.ofSeconds(15),
            tools,
            Settings.Git.DEFAULTS),
        true);
  }

  /** As Argo CD's repo server answers: with the tracking mark, before any namespace is set. */
  Map<String, @Nullable Object> render(Manifest request) {
    Names names =
        new Names(request.text("appName").orElse("app"), request.text("namespace").orElse(""));
    long maxBytes =
        request
            .at("maxCombinedManifestSize")
            .map(size -> bytes(String.valueOf(size)))
            .orElse(10_000_000L);
    Map<String, @Nullable Object> source = new LinkedHashMap<>(request.map("source"));
    source.putIfAbsent("repoURL", "https://git.example/cases");
    source.putIfAbsent("path", ".");
    Rendering rendering =
        renderer.render(
            request(
                new FolderTree(folder(request, "repo")),
                source,
                names,
                maxBytes,
                Settings.Tools.DEFAULTS));
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("objects", trees(marked(manifests(rendering), request, names)));
    answer.put("sourceType", type(rendering));
    return answer;
  }

  /** A number, or one with a suffix of Kubernetes. */
  private static long bytes(String size) {
    String digits = size.replaceAll("[^0-9]", "");
    long factor =
        switch (size.substring(digits.length())) {
          case "k" -> 1_000;
          case "M" -> 1_000_000;
          case "Ki" -> 1_024;
          case "Mi" -> 1_048_576;
          default -> 1;
        };
    return Long.parseLong(digits) * factor;
  }

  private static String type(Rendering rendering) {
    return switch (rendering) {
      case Rendering.Rendered rendered -> rendered.type().name();
      case Rendering.Empty empty -> empty.type().name();
      case Rendering.Failed _ -> "";
    };
  }

  private static List<Manifest> marked(List<Manifest> manifests, Manifest request, Names names) {
    String label = request.text("appLabelKey").orElse("");
    if (label.isEmpty() || names.application().isEmpty()) {
      return manifests;
    }
    Tracking.Method method =
        switch (request.text("trackingMethod").orElse("")) {
          case "label" -> Tracking.Method.LABEL;
          case "annotation+label" -> Tracking.Method.ANNOTATION_AND_LABEL;
          default -> Tracking.Method.ANNOTATION;
        };
    TrackingMark mark =
        new TrackingMark(new Tracking(method, label, Optional.empty()), names.application());
    return manifests.stream().map(manifest -> mark.on(manifest, names.namespace())).toList();
  }

  private static List<Manifest> manifests(Rendering rendering) {
    return switch (rendering) {
      case Rendering.Rendered rendered -> rendered.manifests();
      case Rendering.Empty _ -> List.of();
      case Rendering.Failed(var failure) -> throw new IllegalArgumentException(failure.message());
    };
  }

  private static Map<String, @Nullable Object> yaml(List<Manifest> manifests) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put(
        "yaml",
        manifests.stream()
            .map(manifest -> Yaml.text(manifest.root()))
            .collect(Collectors.joining("---\n")));
    return answer;
  }

  private static List<?> trees(List<Manifest> manifests) {
    return manifests.stream().map(Manifest::root).toList();
  }

  /** Cases have no network. */
  private static final class NoRemote implements RemoteInputs {
    @Override
    public Result<SourceTree> tree(String repoUrl, String revision, String project) {
      return Result.failed(new Failure.RepositoryUnreachable(repoUrl, repoUrl + " is not reached"));
    }

    @Override
    public Result<SourceTree> chart(String repoUrl, String chart, String version, String project) {
      return tree(repoUrl, version, project);
    }

    @Override
    public Result<byte[]> file(String url, long maxBytes, String project) {
      return Result.failed(new Failure.RepositoryUnreachable(url, url + " is not reached"));
    }
  }
}
