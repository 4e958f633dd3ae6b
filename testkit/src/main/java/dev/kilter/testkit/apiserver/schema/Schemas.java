package dev.kilter.testkit.apiserver.schema;

import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The definitions of the server's own kinds, for its OpenAPI documents. */
public final class Schemas {
  public static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String KINDS = "x-kubernetes-group-version-kind";
  private static final String PREFIX = "#/components/schemas/";

  private static final Map<String, @Nullable Object> DEFINITIONS = read();
  private static final Map<String, Shape> SHAPES = ShapeReader.definitions(DEFINITIONS);
  private static final Map<GroupVersionKind, String> NAMES = names();

  private Schemas() {}

  private static Map<String, @Nullable Object> read() {
    try (InputStream in =
        Schemas.class.getResourceAsStream("/dev/kilter/testkit/apiserver/shapes.txt")) {
      if (in == null) {
        throw new IllegalStateException("the shapes are not on the class path");
      }
      return ShapeNotation.definitions(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<GroupVersionKind, String> names() {
    Map<GroupVersionKind, String> names = new HashMap<>();
    Manifest all = Manifest.of(DEFINITIONS);
    DEFINITIONS
        .keySet()
        .forEach(name -> {
          List<Manifest> kinds = all.items(name, KINDS);
          if (kinds.size() == 1) {
            Manifest kind = kinds.getFirst();
            names.put(
                new GroupVersionKind(
                    kind.text("group").orElse(""),
                    kind.text("version").orElse(""),
                    kind.text("kind").orElse("")),
                name);
          }
        });
    return names;
  }

  public static Shape of(GroupVersionKind kind) {
    String name = NAMES.get(kind);
    if (name == null) {
      throw new IllegalArgumentException("no schema of " + kind);
    }
    return SHAPES.getOrDefault(name, Shape.Any.ATOMIC);
  }

  public static Shape objectMeta() {
    return SHAPES.getOrDefault(OBJECT_META, Shape.Any.ATOMIC);
  }

  /** The definitions of the wanted kinds and of all that they refer to. */
  public static Map<String, @Nullable Object> definitions(Predicate<GroupVersionKind> wanted) {
    Set<String> reached = new TreeSet<>();
    NAMES.forEach((kind, name) -> {
      if (wanted.test(kind)) {
        reach(name, reached);
      }
    });
    return only(reached);
  }

  /** Metadata and what it refers to. */
  public static Map<String, @Nullable Object> metadata() {
    Set<String> reached = new TreeSet<>();
    reach(OBJECT_META, reached);
    return only(reached);
  }

  private static Map<String, @Nullable Object> only(Set<String> names) {
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    names.forEach(name -> found.put(name, DEFINITIONS.get(name)));
    return found;
  }

  private static void reach(String name, Set<String> reached) {
    if (DEFINITIONS.containsKey(name) && reached.add(name)) {
      references(DEFINITIONS.get(name), reached);
    }
  }

  private static void references(@Nullable Object node, Set<String> reached) {
    switch (node) {
      case Map<?, ?> map ->
          map.forEach((key, value) -> {
            if (key.equals("$ref") && value instanceof String text) {
              reach(text.replace(PREFIX, ""), reached);
            }
            references(value, reached);
          });
      case List<?> list -> list.forEach(item -> references(item, reached));
      case null, default -> {
        // ends here
      }
    }
  }
}
