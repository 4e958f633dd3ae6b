package dev.kilter.model.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes object as an immutable tree: maps with string keys, lists, strings, booleans,
 * null, and numbers as Long, BigInteger or Double. Manifests of every kind pass through unharmed,
 * so they stay trees; this type is the one place that looks into them by path.
 */
public record Manifest(Map<String, @Nullable Object> root) {

  public static Manifest of(Map<String, @Nullable Object> root) {
    return new Manifest(root);
  }

  public String apiVersion() {
    return text("apiVersion").orElse("");
  }

  public String kind() {
    return text("kind").orElse("");
  }

  public GroupVersionKind gvk() {
    return GroupVersionKind.of(apiVersion(), kind());
  }

  public String name() {
    return text("metadata", "name").orElse("");
  }

  public String generateName() {
    return text("metadata", "generateName").orElse("");
  }

  /** Empty for cluster-scoped objects and where the manifest leaves it out. */
  public String namespace() {
    return text("metadata", "namespace").orElse("");
  }

  public String uid() {
    return text("metadata", "uid").orElse("");
  }

  public String resourceVersion() {
    return text("metadata", "resourceVersion").orElse("");
  }

  public ResourceKey key() {
    GroupVersionKind gvk = gvk();
    return new ResourceKey(gvk.group(), gvk.kind(), namespace(), name());
  }

  public Optional<String> annotation(String name) {
    return text("metadata", "annotations", name);
  }

  public Optional<String> label(String name) {
    return text("metadata", "labels", name);
  }

  public Map<String, @Nullable Object> annotations() {
    return map("metadata", "annotations");
  }

  public Map<String, @Nullable Object> labels() {
    return map("metadata", "labels");
  }

  /** The node at the path; empty where any step is missing, null or not a map. */
  public Optional<Object> at(String... path) {
    Object node = root;
    for (String step : path) {
      if (!(node instanceof Map<?, ?> map)) {
        return Optional.empty();
      }
      node = map.get(step);
    }
    return Optional.ofNullable(node);
  }

  /** The string at the path; empty where there is none or the node is of another type. */
  public Optional<String> text(String... path) {
    return at(path).filter(String.class::isInstance).map(String.class::cast);
  }

  /** The whole number at the path; doubles without a fraction count. */
  public Optional<Long> integer(String... path) {
    return at(path).filter(Number.class::isInstance).map(number -> ((Number) number).longValue());
  }

  public Optional<Boolean> flag(String... path) {
    return at(path).filter(Boolean.class::isInstance).map(Boolean.class::cast);
  }

  /** The map at the path; empty where there is none. */
  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  public Map<String, @Nullable Object> map(String... path) {
    return at(path)
        .filter(Map.class::isInstance)
        .map(node -> (Map<String, @Nullable Object>) node)
        .orElse(Map.of());
  }

  /** The list at the path; empty where there is none. */
  @SuppressWarnings("unchecked") // any list will do
  public List<@Nullable Object> list(String... path) {
    return at(path)
        .filter(List.class::isInstance)
        .map(node -> (List<@Nullable Object>) node)
        .orElse(List.of());
  }

  /** The maps in the list at the path, each as a manifest of its own; other items are left out. */
  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  public List<Manifest> items(String... path) {
    return list(path).stream()
        .filter(Map.class::isInstance)
        .map(item -> new Manifest((Map<String, @Nullable Object>) item))
        .toList();
  }

  /** A copy in which the path has the value; missing maps on the way are made. */
  public Manifest with(Object value, String... path) {
    return new Manifest(replaced(root, path, 0, value));
  }

  /** A copy without the path. */
  public Manifest without(String... path) {
    return at(path).isEmpty() ? this : new Manifest(replaced(root, path, 0, null));
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> replaced(
      Map<String, @Nullable Object> map, String[] path, int depth, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(map);
    String step = path[depth];
    if (depth < path.length - 1) {
      Object child = map.get(step);
      Map<String, @Nullable Object> inner =
          child instanceof Map<?, ?> existing ? (Map<String, @Nullable Object>) existing : Map.of();
      copy.put(step, replaced(inner, path, depth + 1, value));
    } else if (value == null) {
      copy.remove(step);
    } else {
      copy.put(step, value);
    }
    return java.util.Collections.unmodifiableMap(copy);
  }

  public Digest digest() {
    return Digest.of(root);
  }
}
