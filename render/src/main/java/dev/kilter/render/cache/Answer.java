package dev.kilter.render.cache;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.Empty;
import dev.kilter.model.render.Rendering.Rendered;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.render.Rendering.SourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rendering that holds where its reads do, and its form as a tree. A failure is none. */
sealed interface Answer {
  Reads reads();

  Rendering rendering();

  record Manifests(Rendered rendering) implements Answer {
    @Override
    public Reads reads() {
      return rendering.reads();
    }
  }

  record Nothing(Empty rendering) implements Answer {
    @Override
    public Reads reads() {
      return rendering.reads();
    }
  }

  static Optional<Answer> of(Rendering rendering) {
    return switch (rendering) {
      case Rendered rendered -> Optional.of(new Manifests(rendered));
      case Empty empty -> Optional.of(new Nothing(empty));
      case Rendering.Failed _ -> Optional.empty();
    };
  }

  default Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("reads", tree(reads()));
    switch (this) {
      case Nothing(var empty) -> tree.put("type", empty.type().name());
      case Manifests(var rendered) -> {
        tree.put("type", rendered.type().name());
        List<Object> items = new ArrayList<>();
        for (Item item : rendered.items()) {
          items.add(
              Map.of(
                  "file", item.file(),
                  "line", (long) item.line(),
                  "manifest", item.manifest().root()));
        }
        tree.put("items", items);
      }
    }
    return tree;
  }

  /** A tree without items is an Empty that was declared, never one that lost them. */
  static Answer of(Map<String, @Nullable Object> root) {
    Manifest tree = Manifest.of(root);
    SourceType type = SourceType.valueOf(tree.text("type").orElseThrow());
    Reads reads = reads(Manifest.of(tree.map("reads")));
    if (!root.containsKey("items")) {
      return new Nothing(new Empty(type, reads));
    }
    List<Item> items = new ArrayList<>();
    for (Manifest item : tree.items("items")) {
      items.add(
          new Item(
              Manifest.of(item.map("manifest")),
              item.text("file").orElseThrow(),
              Math.toIntExact(item.integer("line").orElseThrow())));
    }
    return new Manifests(new Rendered(items, type, reads));
  }

  private static Map<String, @Nullable Object> tree(Reads reads) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("own", tree(reads.own()));
    Map<String, Object> references = new TreeMap<>();
    reads.references().forEach((name, set) -> references.put(name, tree(set)));
    tree.put("references", references);
    tree.put("kinds", reads.kinds().orElse(null));
    tree.put("remote", new TreeMap<>(reads.remote()));
    return tree;
  }

  private static Reads reads(Manifest tree) {
    Map<String, ReadSet> references = new LinkedHashMap<>();
    tree.map("references")
        .keySet()
        .forEach(name -> references.put(name, readSet(Manifest.of(tree.map("references", name)))));
    Map<String, String> remote = new LinkedHashMap<>();
    tree.map("remote").forEach((url, digest) -> remote.put(url, String.valueOf(digest)));
    return new Reads(readSet(Manifest.of(tree.map("own"))), references, tree.text("kinds"), remote);
  }

  private static Map<String, @Nullable Object> tree(ReadSet set) {
    Map<String, @Nullable Object> paths = new TreeMap<>();
    set.objectIds().forEach((path, id) -> paths.put(path, id.orElse(null)));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("paths", paths);
    tree.put("commit", set.commit().orElse(null));
    return tree;
  }

  private static ReadSet readSet(Manifest tree) {
    Map<String, Optional<String>> paths = new LinkedHashMap<>();
    tree.map("paths")
        .forEach((path, id) -> paths.put(path, Optional.ofNullable(id).map(String::valueOf)));
    return new ReadSet(paths, tree.text("commit"));
  }
}
