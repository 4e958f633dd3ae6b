package dev.kilter.testkit.render;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.ManifestRenderer;
import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.render.Rendering.SourceType;
import dev.kilter.model.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain YAML files of one folder, without recursion: the least that a renderer can be. */
public final class FolderRenderer implements ManifestRenderer {
  private static final long MAX = 1 << 20;

  @Override
  public Rendering render(RenderRequest request) {
    SourceTree tree = request.tree();
    String folder = request.source().path();
    Map<String, Optional<String>> read = new LinkedHashMap<>();
    read.put(folder, tree.objectId(folder));
    if (tree.objectId(folder).isEmpty()) {
      return new Rendering.Failed(
          new Failure.PathMissing(
              request.source().repoUrl(),
              tree.commit(),
              folder,
              List.of(),
              "app path " + folder + " does not exist"));
    }
    List<Item> items = new ArrayList<>();
    for (SourceTree.Entry entry : tree.list(folder)) {
      String path = folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
      if (entry.type() == SourceTree.Entry.Type.FILE && path.endsWith(".yaml")) {
        read.put(path, tree.objectId(path));
        String text = new String(tree.read(path, MAX), StandardCharsets.UTF_8);
        try {
          Yaml.documents(text).forEach(document -> item(document, path).ifPresent(items::add));
        } catch (CodecException e) {
          return new Rendering.Failed(
              new Failure.RenderFailed(path, 1, path + ": " + e.getMessage()));
        }
      }
    }
    return items.isEmpty()
        ? new Rendering.Empty(SourceType.Directory, Reads.of(new ReadSet(read)))
        : new Rendering.Rendered(items, SourceType.Directory, Reads.of(new ReadSet(read)));
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Optional<Item> item(Yaml.Document document, String path) {
    return document.tree() instanceof Map<?, ?> map
        ? Optional.of(
            new Item(Manifest.of((Map<String, @Nullable Object>) map), path, document.line()))
        : Optional.empty();
  }
}
