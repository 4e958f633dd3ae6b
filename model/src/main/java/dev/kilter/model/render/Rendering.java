package dev.kilter.model.render;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import java.util.List;

/**
 * What a source came to. The type keeps a failure from ever being read as "no manifests" (design
 * 2.12): only Rendered and Empty say what they were read from and can reach prune.
 */
public sealed interface Rendering {
  /** At least one manifest, in the order of the files. */
  record Rendered(List<Rendered.Item> items, SourceType type, Reads reads) implements Rendering {
    public Rendered {
      items = List.copyOf(items);
    }

    /** A manifest and where it stands: a file relative to the root, and a line counted from 1. */
    public record Item(Manifest manifest, String file, int line) {}

    public List<Manifest> manifests() {
      return items.stream().map(Item::manifest).toList();
    }
  }

  /** The source was read whole and holds no manifest. */
  record Empty(SourceType type, Reads reads) implements Rendering {}

  /** No evidence about the desired state. */
  record Failed(Failure failure) implements Rendering {}

  /** On the wire in {@code status.sourceType}. */
  enum SourceType {
    Directory,
    Helm,
    Kustomize,
    Plugin
  }
}
