package dev.kilter.app.hostile;

import dev.kilter.model.cluster.ResourceApplier;
import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The three kinds of patch, in their simplest forms. */
final class Patches {
  private Patches() {}

  /** RFC 7386. */
  static Map<String, @Nullable Object> merged(Map<String, @Nullable Object> live, Map<?, ?> patch) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(live);
    patch.forEach((key, value) -> {
      String name = (String) key;
      if (value == null) {
        merged.remove(name);
      } else if (value instanceof Map<?, ?> below) {
        merged.put(name, merged(map(merged.get(name)), below));
      } else {
        merged.put(name, value);
      }
    });
    return merged;
  }

  /** RFC 6902 without move and copy; empty where a step cannot be made. */
  static Optional<Map<String, @Nullable Object>> stepped(
      Map<String, @Nullable Object> live, List<?> steps) {
    Map<String, @Nullable Object> tree = live;
    for (Object step : steps) {
      Map<String, @Nullable Object> said = map(step);
      List<String> path = pointer(String.valueOf(said.get("path")));
      Object there = at(tree, path);
      switch (String.valueOf(said.get("op"))) {
        case "test" -> {
          if (!Objects.equals(there, said.get("value"))) {
            return Optional.empty();
          }
        }
        case "remove" -> {
          if (there == null) {
            return Optional.empty();
          }
          tree = with(tree, path, null);
        }
        default -> tree = with(tree, path, said.get("value"));
      }
    }
    return Optional.of(tree);
  }

  private static List<String> pointer(String text) {
    List<String> path = new ArrayList<>();
    for (String step : text.substring(1).split("/", -1)) {
      path.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return path;
  }

  private static @Nullable Object at(Map<String, @Nullable Object> tree, List<String> path) {
    Object node = tree;
    for (String step : path) {
      node = node instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return node;
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> tree, List<String> path, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
    String step = path.getFirst();
    if (path.size() > 1) {
      copy.put(step, with(map(tree.get(step)), path.subList(1, path.size()), value));
    } else if (value == null) {
      copy.remove(step);
    } else {
      copy.put(step, value);
    }
    return copy;
  }

  /** Server-side apply: what is wanted lies over what is there, and is ours from then on. */
  static Manifest applied(Optional<Manifest> live, Manifest wanted) {
    Map<String, @Nullable Object> merged =
        new LinkedHashMap<>(
            merged(live.map(Manifest::root).orElse(Map.of()), withoutNulls(wanted.root())));
    for (String whole : List.of("data", "stringData")) {
      if (wanted.at(whole).isPresent()) {
        merged.put(whole, wanted.at(whole).get());
      }
    }
    Map<String, Object> entry =
        Map.of(
            "manager",
            ResourceApplier.FIELD_MANAGER,
            "operation",
            "Apply",
            "apiVersion",
            wanted.apiVersion(),
            "fieldsType",
            "FieldsV1",
            "fieldsV1",
            fields(wanted.without("metadata", "name").without("metadata", "namespace").root()));
    return Manifest.of(merged).with(List.of(entry), "metadata", "managedFields");
  }

  private static Map<String, @Nullable Object> withoutNulls(Map<?, ?> tree) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    tree.forEach((key, value) -> {
      if (value != null) {
        copy.put((String) key, value instanceof Map<?, ?> below ? withoutNulls(below) : value);
      }
    });
    return copy;
  }

  private static Map<String, @Nullable Object> fields(Map<?, ?> tree) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    tree.forEach((key, value) -> {
      if (!"apiVersion".equals(key) && !"kind".equals(key)) {
        fields.put(
            "f:" + key,
            value instanceof Map<?, ?> below && !below.isEmpty() ? fields(below) : Map.of());
      }
    });
    return fields;
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> map(@Nullable Object tree) {
    return tree instanceof Map<?, ?> ? (Map<String, @Nullable Object>) tree : Map.of();
  }
}
