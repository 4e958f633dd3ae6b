package dev.kilter.render.input;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import dev.kilter.model.application.Source;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code .argocd-source.yaml} and then {@code .argocd-source-<app>.yaml}, merged over the source by
 * RFC 7386. They set how a source is rendered, never what it is: as in Argo CD, chart, path,
 * repoURL and targetRevision stay the Application's.
 */
public final class SourceOverrides {
  private static final long MAX_BYTES = 1024 * 1024;
  private static final List<String> FIXED = List.of("chart", "path", "repoURL", "targetRevision");

  private SourceOverrides() {}

  public static Source merged(Source source, SourceFolder folder, String instanceName) {
    Map<String, @Nullable Object> tree = source.raw().root();
    for (String name : List.of(".argocd-source.yaml", ".argocd-source-" + instanceName + ".yaml")) {
      if (!name.contains("/") && folder.first(name).isPresent()) {
        tree = merged(tree, patch(folder, folder.path().child(name)));
      }
    }
    if (tree.equals(source.raw().root())) {
      return source;
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>(tree);
    for (String name : FIXED) {
      result.remove(name);
      if (source.raw().root().containsKey(name)) {
        result.put(name, source.raw().root().get(name));
      }
    }
    return Source.of(Manifest.of(Collections.unmodifiableMap(result)));
  }

  private static Map<?, ?> patch(SourceFolder folder, String file) {
    byte[] bytes = folder.tree().read(file, MAX_BYTES);
    try {
      Object patch = Yaml.parse(new String(bytes, StandardCharsets.UTF_8));
      if (patch == null) {
        return Map.of();
      }
      if (patch instanceof Map<?, ?> map) {
        return map;
      }
      throw Unrenderable.file(file, 1, file + " must hold a map with fields of the source");
    } catch (CodecException e) {
      throw Unrenderable.file(file, e.line(), file + " cannot be read: " + e.located());
    }
  }

  private static Map<String, @Nullable Object> merged(
      Map<String, @Nullable Object> target, Map<?, ?> patch) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(target);
    patch.forEach((key, value) -> {
      String name = (String) key;
      if (value == null) {
        result.remove(name);
      } else {
        result.put(
            name, value instanceof Map<?, ?> map ? merged(map(result.get(name)), map) : value);
      }
    });
    return Collections.unmodifiableMap(result);
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> map(@Nullable Object node) {
    return node instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }
}
