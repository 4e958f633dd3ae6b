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
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One Jsonnet file as the only one of its folder that a directory source includes. The tree is the
 * Git repository around it; where there is none, its folder.
 */
final class JsonnetCases {
  private JsonnetCases() {}

  static Map<String, @Nullable Object> answer(Manifest request) {
    Path file = Path.of(request.text("file").orElseThrow()).toAbsolutePath().normalize();
    Path folder = file.getParent();
    Path root = root(folder);
    Manifest source =
        Manifest.of(
            Map.of(
                "repoURL",
                "https://git.example/cases",
                "path",
                root.equals(folder) ? "." : root.relativize(folder).toString(),
                "directory",
                Map.of("include", file.getFileName().toString())));
    RenderRequest rendering =
        new RenderRequest(
            tree(root),
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

  private static Path root(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return folder;
  }

  private static MemoryTree tree(Path root) {
    MemoryTree tree = MemoryTree.empty();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(it -> !it.startsWith(root.resolve(".git"))).sorted().toList()) {
        String name = root.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          tree = tree.withLink(name, Files.readSymbolicLink(path).toString());
        } else if (Files.isRegularFile(path)) {
          tree = tree.with(name, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }
}
