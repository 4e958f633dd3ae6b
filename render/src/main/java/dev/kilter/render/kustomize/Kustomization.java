package dev.kilter.render.kustomize;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A kustomization file as a tree, and every place in it that names a file, a folder or a URL. Each
 * name may be replaced by another.
 */
final class Kustomization {
  private static final List<String> FOLDERS = List.of("resources", "bases", "components");
  private static final List<String> PLUGINS = List.of("generators", "transformers", "validators");
  private static final List<String> FILES = List.of("crds", "configurations");
  private static final List<String> PATHS = List.of("patches", "patchesJson6902", "replacements");
  private static final List<String> GENERATORS = List.of("configMapGenerator", "secretGenerator");
  private static final List<String> CHARTS =
      List.of("helmCharts", "helmGlobals", "helmChartInflationGenerator");

  private final Map<String, @Nullable Object> tree;
  private boolean changed;

  private Kustomization(Map<String, @Nullable Object> tree) {
    this.tree = tree;
  }

  /** Empty where the content is no map in YAML, of which Kustomize itself can speak best. */
  static Optional<Kustomization> of(byte[] content) {
    try {
      return Yaml.parse(new String(content, StandardCharsets.UTF_8)) instanceof Map<?, ?> map
          ? Optional.of(new Kustomization(copied(map)))
          : Optional.empty();
    } catch (CodecException e) {
      return Optional.empty();
    }
  }

  /** Each document of a plugin's configuration. */
  static List<Kustomization> plugins(String text) {
    try {
      return Yaml.documents(text).stream()
          .filter(document -> document.tree() instanceof Map<?, ?>)
          .map(document -> new Kustomization(copied((Map<?, ?>) document.tree())))
          .toList();
    } catch (CodecException e) {
      return List.of();
    }
  }

  /** What becomes of each name. */
  interface Names {
    /** A file, a folder or the URL of one of these. */
    String folder(String name);

    /** A configuration of a plugin: a file, a folder, or the configuration itself. */
    String plugin(String name);

    String file(String name);

    /** A file whose content is secret. */
    String secret(String name);

    void charts();
  }

  void rename(Names names) {
    FOLDERS.forEach(field -> each(tree, field, names::folder));
    PLUGINS.forEach(field -> each(tree, field, names::plugin));
    FILES.forEach(field -> each(tree, field, names::file));
    each(tree, "patchesStrategicMerge", name -> isInline(name) ? name : names.file(name));
    PATHS.forEach(field -> maps(field).forEach(map -> one(map, "path", names::file)));
    if (tree.get("openapi") instanceof Map<?, ?> map) {
      one(typed(map), "path", names::file);
    }
    for (String field : GENERATORS) {
      UnaryOperator<String> each = field.equals("secretGenerator") ? names::secret : names::file;
      maps(field).forEach(generator -> generated(generator, each));
    }
    if (CHARTS.stream().anyMatch(tree::containsKey)) {
      names.charts();
    }
  }

  /** The same in the configuration of one of Kustomize's own plugins. */
  void renameInPlugin(Names names) {
    one(tree, "path", names::file);
    each(tree, "paths", names::file);
    maps("replacements").forEach(map -> one(map, "path", names::file));
    generated(
        tree, String.valueOf(tree.get("kind")).startsWith("Secret") ? names::secret : names::file);
    if (String.valueOf(tree.get("kind")).startsWith("Helm")) {
      names.charts();
    }
  }

  private void generated(Map<String, @Nullable Object> generator, UnaryOperator<String> names) {
    each(generator, "files", name -> keyed(name, names));
    each(generator, "envs", names);
    one(generator, "env", names);
  }

  private static String keyed(String name, UnaryOperator<String> names) {
    int equals = name.indexOf('=');
    return equals < 0
        ? names.apply(name)
        : name.substring(0, equals + 1) + names.apply(name.substring(equals + 1));
  }

  /** Several lines or a map are the thing itself, where else its file's name stands. */
  static boolean isInline(String text) {
    return text.contains("\n") || text.contains(": ") || text.startsWith("{");
  }

  private void each(Map<String, @Nullable Object> map, String field, UnaryOperator<String> names) {
    if (map.get(field) instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>();
      for (Object member : list) {
        result.add(member instanceof String name ? renamed(name, names) : member);
      }
      map.put(field, result);
    }
  }

  private void one(Map<String, @Nullable Object> map, String field, UnaryOperator<String> names) {
    if (map.get(field) instanceof String name && !name.isEmpty()) {
      map.put(field, renamed(name, names));
    }
  }

  private String renamed(String name, UnaryOperator<String> names) {
    String other = names.apply(name);
    changed |= !other.equals(name);
    return other;
  }

  private List<Map<String, @Nullable Object>> maps(String field) {
    return tree.get(field) instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(map -> typed((Map<?, ?>) map)).toList()
        : List.of();
  }

  /** Literal secrets, {@code key=value} each. */
  List<String> secretLiterals() {
    return maps("secretGenerator").stream()
        .flatMap(
            generator -> generator.get("literals") instanceof List<?> list ? list.stream() : null)
        .map(String::valueOf)
        .toList();
  }

  /** Only what it takes as it is; whatever else it does may change what it takes. */
  boolean onlyNames() {
    return tree.keySet().stream()
        .allMatch(field -> List.of("apiVersion", "kind", "resources").contains(field));
  }

  /** The patches of an Application, after the file's own. */
  void add(List<?> patches) {
    List<@Nullable Object> all = new ArrayList<>();
    if (tree.get("patches") instanceof List<?> own) {
      all.addAll(own);
    }
    all.addAll(patches);
    tree.put("patches", all);
    changed = true;
  }

  /** The text to put in place of the file's; empty where that can stay. */
  Optional<byte[]> rewritten() {
    return changed
        ? Optional.of(Yaml.text(tree).getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Trees of the codec cannot be changed. */
  private static Map<String, @Nullable Object> copied(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value)));
    return copy;
  }

  private static @Nullable Object copy(@Nullable Object node) {
    return switch (node) {
      case Map<?, ?> map -> copied(map);
      case List<?> list -> new ArrayList<>(list.stream().map(Kustomization::copy).toList());
      case null, default -> node;
    };
  }

  @SuppressWarnings("unchecked") // our own copies, with string keys only
  private static Map<String, @Nullable Object> typed(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }
}
