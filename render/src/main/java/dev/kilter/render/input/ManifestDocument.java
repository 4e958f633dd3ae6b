package dev.kilter.render.input;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.PackedTree;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.Rendering.Rendered.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of one YAML or JSON document: itself, or what it lists if it is a List. */
public final class ManifestDocument {
  private final Map<?, ?> object;
  private final Yaml.Document document;
  private final String file;

  private ManifestDocument(Map<?, ?> object, Yaml.Document document, String file) {
    this.object = object;
    this.document = document;
    this.file = file;
  }

  /** The objects of a map that stands in {@code file}. */
  public static List<Item> items(Map<?, ?> object, Yaml.Document document, String file) {
    return new ManifestDocument(object, document, file).expanded();
  }

  /** The objects that a tool made of {@code file}; an empty document is none. */
  public static List<Item> written(String text, String tool, String file) {
    List<Item> items = new ArrayList<>();
    try {
      for (Yaml.Document document : Yaml.documents(text)) {
        if (!(document.tree() instanceof Map<?, ?> map)) {
          throw Unrenderable.file(
              file, 0, "line " + document.line() + " of what " + tool + " wrote is no object");
        }
        if (!map.isEmpty()) {
          Yaml.Document unplaced = new Yaml.Document(map, 1, List.of());
          items.addAll(new ManifestDocument(map, unplaced, file).expanded());
        }
      }
    } catch (CodecException e) {
      throw Unrenderable.file(file, 0, "what " + tool + " wrote cannot be read: " + e.located());
    }
    return items;
  }

  private List<Item> expanded() {
    if (object.get("items") instanceof List<?> list) {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        int line = document.line(i);
        if (!(list.get(i) instanceof Map<?, ?> map)) {
          throw fault(line, "an item of the list at line " + line + " is no object");
        }
        items.add(item(map, line));
      }
      return items;
    }
    boolean nullList =
        object.containsKey("items") && !object.containsKey("spec") && !object.containsKey("status");
    return nullList && object.get("items") == null
        ? List.of()
        : List.of(item(object, document.line()));
  }

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  private Item item(Map<?, ?> map, int line) {
    if (!isText(map.get("kind")) || !isText(map.get("apiVersion"))) {
      String missing = isText(map.get("kind")) ? "apiVersion" : "kind";
      throw fault(line, "the object at line " + line + " has no " + missing);
    }
    return new Item(Manifest.of(PackedTree.of((Map<String, @Nullable Object>) map)), file, line);
  }

  public static boolean isText(@Nullable Object node) {
    return node instanceof String string && !string.isEmpty();
  }

  private Unrenderable fault(int line, String message) {
    return Unrenderable.file(file, line, file + " cannot be read as manifests: " + message);
  }
}
