package dev.kilter.testkit.render;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import dev.kilter.model.application.Source;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plain YAML files of one folder, without recursion, and those that it names as value files in the
 * trees of other sources: the least that a renderer can be.
 */
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
    Map<String, ReadSet> references = new TreeMap<>();
    try {
      for (SourceTree.Entry entry : tree.list(folder)) {
        String path = folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
        if (entry.type() == SourceTree.Entry.Type.FILE && path.endsWith(".yaml")) {
          read.put(path, tree.objectId(path));
          addItems(tree, path, items);
        }
      }
      for (String name : request.source().references()) {
        RenderRequest.Reference reference = request.references().get(name);
        references.put(name, referred(request.source(), name, reference, items));
      }
    } catch (Broken e) {
      return new Rendering.Failed(e.failure);
    }
    Reads reads = new Reads(new ReadSet(read), references, Optional.empty(), Map.of());
    return items.isEmpty()
        ? new Rendering.Empty(SourceType.Directory, reads)
        : new Rendering.Rendered(items, SourceType.Directory, reads);
  }

  /** Unwinds to the failure that it comes to. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;

    private Broken(String path, String message) {
      super(message);
      failure = new Failure.RenderFailed(path, 1, message);
    }
  }

  /** The files that the source names there; one that is missing was looked for all the same. */
  private static ReadSet referred(
      Source source, String name, RenderRequest.@Nullable Reference reference, List<Item> items) {
    if (reference == null) {
      throw new Broken("", "source referenced \"$" + name + "\", which no source is called");
    }
    Map<String, Optional<String>> read = new TreeMap<>();
    for (Object file : source.raw().list("helm", "valueFiles")) {
      String named = String.valueOf(file);
      if (named.startsWith("$" + name + "/")) {
        String path = named.substring(name.length() + 2);
        Optional<String> id = reference.tree().objectId(path);
        read.put(path, id);
        if (id.isPresent()) {
          addItems(reference.tree(), path, items);
        }
      }
    }
    return new ReadSet(read);
  }

  private static void addItems(SourceTree tree, String path, List<Item> items) {
    String text = new String(tree.read(path, MAX), StandardCharsets.UTF_8);
    try {
      Yaml.documents(text).forEach(document -> item(document, path).ifPresent(items::add));
    } catch (CodecException e) {
      throw new Broken(path, path + ": " + e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Optional<Item> item(Yaml.Document document, String path) {
    return document.tree() instanceof Map<?, ?> map
        ? Optional.of(
            new Item(Manifest.of((Map<String, @Nullable Object>) map), path, document.line()))
        : Optional.empty();
  }
}
