package dev.kilter.render;

import dev.kilter.codec.Yaml;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.SourceTree;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders, printed for golden texts. */
final class Renders {
  static final Settings.Sources ALL_ON = settings(true, true, true, 10_000_000);

  private Renders() {}

  static Settings.Sources settings(boolean helm, boolean kustomize, boolean jsonnet, long bytes) {
    return new Settings.Sources(false, helm, kustomize, jsonnet, bytes, Duration.ofSeconds(15));
  }

  static Rendering of(SourceTree tree, String source) {
    return of(tree, source, ALL_ON);
  }

  static Rendering of(SourceTree tree, String source, Settings.Sources settings) {
    return new SourceRenderer().render(request(tree, source, settings));
  }

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  static RenderRequest request(SourceTree tree, String source, Settings.Sources settings) {
    Object raw = Objects.requireNonNull(Yaml.parse("repoURL: https://git.example/shop\n" + source));
    return new RenderRequest(
        tree,
        Source.of(Manifest.of((Map<String, @Nullable Object>) raw)),
        Map.of(),
        new ApplicationId("argocd", "shop"),
        "shop",
        "shop",
        "default",
        () -> Result.success(ApiResources.NONE),
        settings,
        false);
  }

  static String printed(Rendering rendering) {
    return switch (rendering) {
      case Rendering.Rendered rendered ->
          rendered.items().stream()
              .map(item -> item.manifest().key().name() + " " + item.file() + ":" + item.line())
              .collect(Collectors.joining("\n"));
      case Rendering.Empty(var type, _) -> "empty " + type;
      case Rendering.Failed(var failure) -> printed(failure);
    };
  }

  static String printed(Failure failure) {
    String kind = failure.getClass().getSimpleName();
    return failure instanceof Failure.RenderFailed(var file, var line, var message)
        ? kind + " " + file + ":" + line + " " + message
        : kind + " " + failure.message();
  }

  static String configMap(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n";
  }
}
