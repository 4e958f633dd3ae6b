package dev.kilter.testkit.apiserver.schema;

import dev.kilter.model.manifest.GroupVersionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes OpenAPI definitions of the notation that {@code shapes.txt} explains at its head. */
final class ShapeNotation {
  private static final String ANY = "-";

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> definitions = new TreeMap<>();

  /** A type's head, such as {@code kind Pod}, and the text of its fields. */
  private record Entry(String word, String name, String apiVersion, String fields) {}

  private ShapeNotation() {}

  /** The definitions by their full names. */
  static Map<String, @Nullable Object> definitions(String text) {
    ShapeNotation notation = new ShapeNotation();
    notation
        .entries(text)
        .forEach(entry ->
            notation.definitions.put(notation.full(entry.name()), notation.definition(entry)));
    return notation.definitions;
  }

  private List<Entry> entries(String text) {
    List<Entry> entries = new ArrayList<>();
    String location = "";
    String apiVersion = "";
    String joined = text.replaceAll("(?m)^#.*$", "").replaceAll("\n +", " ");
    for (String line : joined.lines().filter(line -> !line.isBlank()).toList()) {
      String[] words = line.split("[ :]+", 3);
      if (words[0].equals("package")) {
        location = words[1];
        apiVersion = words[2].substring("= ".length());
      } else {
        entries.add(new Entry(words[0], words[1], apiVersion, words[2].strip()));
        names.put(words[1], location + "." + words[1]);
      }
    }
    return entries;
  }

  private String full(String name) {
    String full = names.get(name);
    if (full == null) {
      throw new IllegalArgumentException("no shape is called " + name);
    }
    return full;
  }

  private Map<String, @Nullable Object> definition(Entry entry) {
    return switch (entry.word()) {
      case "scalar" -> scalar(entry.fields().split(" ", -1));
      case "struct" -> struct(entry.fields());
      case "atomic" -> {
        Map<String, @Nullable Object> struct = struct(entry.fields());
        struct.put("x-kubernetes-map-type", "atomic");
        yield struct;
      }
      case "kind" -> kind(entry);
      default -> throw new IllegalArgumentException("not a shape: " + entry);
    };
  }

  private static Map<String, @Nullable Object> scalar(String[] words) {
    Map<String, @Nullable Object> scalar = new TreeMap<>();
    if (!words[0].equals(ANY)) {
      scalar.put("format", words[0]);
    }
    if (words.length == 2) {
      scalar.put("type", words[1]);
    } else if (words.length > 2) {
      scalar.put("oneOf", List.of(Map.of("type", words[1]), Map.of("type", words[2])));
    }
    return scalar;
  }

  private Map<String, @Nullable Object> kind(Entry entry) {
    String fields = "apiVersion string, kind string, metadata ObjectMeta, " + entry.fields();
    Map<String, @Nullable Object> kind = struct(fields);
    GroupVersionKind gvk = GroupVersionKind.of(entry.apiVersion(), entry.name());
    kind.put(
        "x-kubernetes-group-version-kind",
        List.of(Map.of("group", gvk.group(), "version", gvk.version(), "kind", gvk.kind())));
    return kind;
  }

  private Map<String, @Nullable Object> struct(String fields) {
    Map<String, @Nullable Object> properties = new TreeMap<>();
    List<String> required = new ArrayList<>();
    for (String field : fields.split(", *", -1)) {
      String[] words = field.split(" ", 2);
      String name = words[0].replace("!", "");
      boolean needed = words[0].endsWith("!");
      if (needed) {
        required.add(name);
      }
      properties.put(name, type(words[1], needed));
    }
    Map<String, @Nullable Object> struct = new TreeMap<>();
    struct.put("type", "object");
    struct.put("properties", properties);
    if (!required.isEmpty()) {
      struct.put("required", required);
    }
    return struct;
  }

  /** {@code filled}: with its zero as default. */
  private Map<String, @Nullable Object> type(String text, boolean filled) {
    if (text.startsWith("[")) {
      return list(inner(text, ']'), rest(text, ']'));
    }
    if (text.startsWith("{")) {
      Map<String, @Nullable Object> map = new TreeMap<>();
      map.put("type", "object");
      map.put("additionalProperties", type(inner(text, '}'), true));
      if (!rest(text, '}').isEmpty()) {
        map.put("x-kubernetes-map-type", rest(text, '}'));
      }
      return map;
    }
    String[] parts = text.split("=", 2);
    Map<String, @Nullable Object> type = plain(parts[0]);
    if (parts.length == 2) {
      type.put("default", parts[1].equals("0") ? (Object) 0L : parts[1]);
    } else if (filled) {
      zero(parts[0], type);
    }
    return type;
  }

  private static String inner(String text, char end) {
    return text.substring(1, text.indexOf(end));
  }

  private static String rest(String text, char end) {
    return text.substring(text.indexOf(end) + 1).strip();
  }

  private Map<String, @Nullable Object> list(String items, String relation) {
    Map<String, @Nullable Object> list = new TreeMap<>();
    list.put("type", "array");
    list.put("items", type(items, true));
    if (relation.startsWith("by ")) {
      list.put("x-kubernetes-list-type", "map");
      list.put(
          "x-kubernetes-list-map-keys", List.of(relation.substring("by ".length()).split(" ", -1)));
    } else {
      list.put("x-kubernetes-list-type", relation.isEmpty() ? "atomic" : relation);
    }
    return list;
  }

  private Map<String, @Nullable Object> plain(String word) {
    Map<String, @Nullable Object> type = new TreeMap<>();
    switch (word) {
      case "string", "boolean" -> type.put("type", word);
      case "bytes" -> {
        type.put("type", "string");
        type.put("format", "byte");
      }
      case "int32", "int64" -> {
        type.put("type", "integer");
        type.put("format", word);
      }
      case "double" -> {
        type.put("type", "number");
        type.put("format", word);
      }
      default -> refer(word, type);
    }
    return type;
  }

  /** A named type; every struct that cannot be absent has nothing in it as its default. */
  private void refer(String word, Map<String, @Nullable Object> type) {
    String reference = "#/components/schemas/" + full(word.replace("?", ""));
    type.put("allOf", List.of(Map.of("$ref", reference)));
    if (!word.endsWith("?")) {
      type.put("default", Map.of());
    }
  }

  private static void zero(String word, Map<String, @Nullable Object> type) {
    switch (word) {
      case "string" -> type.put("default", "");
      case "boolean" -> type.put("default", false);
      case "int32", "int64" -> type.put("default", 0L);
      default -> {
        // bytes may be nothing, and a struct has its default already
      }
    }
  }
}
