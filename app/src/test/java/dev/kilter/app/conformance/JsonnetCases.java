package dev.kilter.app.conformance;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import dev.kilter.render.SourceRenderer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Jsonnet file as the only one of its folder that a directory source includes. It may import
 * what lies beside its folder, so all of the machine stands for the repository.
 */
final class JsonnetCases {
  private static final Path ROOT = Path.of("/");

  private JsonnetCases() {}

  static Map<String, @Nullable Object> answer(Manifest request) {
    Path file = Path.of(request.text("file").orElseThrow()).toAbsolutePath().normalize();
    Manifest source =
        Manifest.of(
            Map.of(
                "repoURL",
                "https://git.example/cases",
                "path",
                ROOT.relativize(file.getParent()).toString(),
                "directory",
                Map.of("include", file.getFileName().toString())));
    RenderRequest rendering =
        new RenderRequest(
            new FolderTree(ROOT),
            Source.of(source),
            Map.of(),
            new ApplicationId("argocd", "case"),
            "case",
            "default",
            "default",
            () -> Result.success(ApiResources.NONE),
            new Settings.Sources(false, true, true, true, 10_000_000, Duration.ofSeconds(90)),
            false);
    return switch (new SourceRenderer().render(rendering)) {
      case Rendering.Rendered rendered ->
          objects(rendered.manifests().stream().map(Manifest::root).toList());
      case Rendering.Empty _ -> objects(List.of());
      case Rendering.Failed(var failure) -> throw new IllegalArgumentException(failure.message());
    };
  }

  private static Map<String, @Nullable Object> objects(List<?> objects) {
    return new LinkedHashMap<>(Map.of("objects", objects));
  }
}
