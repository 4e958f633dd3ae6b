package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.schema.Decoder;
import dev.kilter.testkit.apiserver.schema.Schemas;
import dev.kilter.testkit.apiserver.schema.Shape;
import dev.kilter.testkit.apiserver.schema.Shape.Dictionary;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import dev.kilter.testkit.apiserver.schema.Shape.Struct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees as objects of a kind: what the server keeps of them, and what it complains about. */
final class Objects {
  private Objects() {}

  /** An object, and the fields that it had beside those of its kind. */
  record Read(Manifest object, List<String> unknown) {}

  /**
   * Takes in a tree, with the defaults of its kind.
   *
   * @throws Decoder.Mismatch where a field is of another type
   */
  static Read read(Kind kind, Map<?, ?> tree) {
    Map<String, @Nullable Object> typed = new LinkedHashMap<>();
    typed.put("kind", kind.kind());
    typed.put("apiVersion", kind.gvk().apiVersion());
    if (kind.custom()) {
      List<String> unknown = new ArrayList<>();
      typed.put("metadata", metadata(tree.get("metadata"), unknown));
      pruned(kind.shape(), tree, "", unknown).forEach(typed::putIfAbsent);
      return new Read(Manifest.of(Collections.unmodifiableMap(typed)), unknown);
    }
    Decoder decoder = new Decoder();
    decoder
        .decode(kind.shape(), tree)
        .forEach((name, value) -> {
          if (!name.equals("kind") && !name.equals("apiVersion")) {
            typed.put(name, value);
          }
        });
    Manifest object = Manifest.of(Collections.unmodifiableMap(typed));
    return new Read(Defaults.fill(kind, object), decoder.unknown());
  }

  /** What an empty object of the kind looks like; fields are compared with it at creation. */
  static Map<String, @Nullable Object> blank(Kind kind) {
    return kind.custom() ? Map.of() : new Decoder().decode(kind.shape(), Map.of());
  }

  private static Map<String, @Nullable Object> metadata(
      @Nullable Object metadata, List<String> unknown) {
    Decoder decoder = new Decoder();
    Map<?, ?> tree = metadata instanceof Map<?, ?> map ? map : Map.of();
    Map<String, @Nullable Object> decoded = decoder.decode(Schemas.objectMeta(), tree);
    decoder.unknown().forEach(text -> unknown.add(text.replace("field \"", "field \"metadata.")));
    return decoded;
  }

  private static Map<String, @Nullable Object> pruned(
      Shape shape, Map<?, ?> tree, String path, List<String> unknown) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    boolean open = !(shape.resolved() instanceof Struct struct) || struct.open();
    tree.forEach((key, value) -> {
      String name = String.valueOf(key);
      String place = path.isEmpty() ? name : path + "." + name;
      if (open || shape.declares(name)) {
        kept.put(name, pruned(shape.member(name), value, place, unknown));
      } else {
        unknown.add("unknown field \"" + place + "\"");
      }
    });
    return Collections.unmodifiableMap(kept);
  }

  private static @Nullable Object pruned(
      Shape shape, @Nullable Object value, String path, List<String> unknown) {
    return switch (value) {
      case Map<?, ?> map
          when shape.resolved() instanceof Struct || shape.resolved() instanceof Dictionary ->
          pruned(shape, map, path, unknown);
      case List<?> list when shape.resolved() instanceof Sequence sequence -> {
        List<@Nullable Object> kept = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          kept.add(pruned(sequence.items(), list.get(i), path + "[" + i + "]", unknown));
        }
        yield Collections.unmodifiableList(kept);
      }
      case null, default -> value;
    };
  }
}
