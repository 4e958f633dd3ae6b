package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON merge patches (RFC 7386) and JSON patches (RFC 6902), as the server carries them out. */
final class Patches {
  private Patches() {}

  static @Nullable Object merged(@Nullable Object target, @Nullable Object patch) {
    if (!(patch instanceof Map<?, ?> fields)) {
      return patch;
    }
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    if (target instanceof Map<?, ?> map) {
      map.forEach((key, value) -> merged.put(String.valueOf(key), value));
    }
    fields.forEach((key, value) -> {
      String name = String.valueOf(key);
      if (value == null) {
        merged.remove(name);
      } else {
        merged.put(name, merged(merged.get(name), value));
      }
    });
    return Collections.unmodifiableMap(merged);
  }

  static @Nullable Object applied(@Nullable Object target, List<?> steps) {
    Object tree = target;
    for (Object step : steps) {
      if (!(step instanceof Map<?, ?> map)) {
        throw Statuses.badRequest(
            "json: cannot unmarshal into Go value of type jsonpatch.Operation");
      }
      tree = step(tree, typed(map));
    }
    return tree;
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Manifest typed(Map<?, ?> map) {
    return Manifest.of((Map<String, @Nullable Object>) map);
  }

  private static @Nullable Object step(@Nullable Object tree, Manifest step) {
    List<String> pointer = pointer(step.text("path").orElse(""));
    Object value = step.root().get("value");
    return switch (step.text("op").orElse("")) {
      case "add" -> changed(tree, pointer, 0, new Edit(Edit.How.ADD, value));
      case "replace" -> changed(tree, pointer, 0, new Edit(Edit.How.REPLACE, value));
      case "remove" -> changed(tree, pointer, 0, new Edit(Edit.How.REMOVE, null));
      case "test" -> {
        test(tree, pointer, value);
        yield tree;
      }
      default -> throw Statuses.unprocessable();
    };
  }

  /** What a step does at its place. */
  private record Edit(How how, @Nullable Object value) {
    enum How {
      ADD,
      REPLACE,
      REMOVE
    }
  }

  private static List<String> pointer(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.substring(Math.min(1, path.length())).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return path.isEmpty() ? List.of() : steps;
  }

  private static void test(@Nullable Object tree, List<String> pointer, @Nullable Object wanted) {
    Object at = tree;
    boolean found = true;
    for (String step : pointer) {
      found = found && (at instanceof Map<?, ?> || at instanceof List<?>);
      at =
          switch (at) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list -> {
              int index = index(step, list.size() - 1);
              yield index < 0 ? null : list.get(index);
            }
            case null, default -> null;
          };
    }
    if (!found || !Objects.equals(at, wanted)) {
      throw Statuses.unprocessable();
    }
  }

  private static @Nullable Object changed(
      @Nullable Object node, List<String> pointer, int depth, Edit edit) {
    if (pointer.isEmpty()) {
      return edit.value();
    }
    String step = pointer.get(depth);
    boolean last = depth == pointer.size() - 1;
    return switch (node) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        if (last) {
          edit(copy, step, edit);
        } else if (copy.get(step) == null) {
          throw missing();
        } else {
          copy.put(step, changed(copy.get(step), pointer, depth + 1, edit));
        }
        yield Collections.unmodifiableMap(copy);
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list);
        if (last) {
          edit(copy, step, edit);
        } else {
          int index = index(step, copy.size() - 1);
          if (index < 0) {
            throw missing();
          }
          copy.set(index, changed(copy.get(index), pointer, depth + 1, edit));
        }
        yield Collections.unmodifiableList(copy);
      }
      case null, default -> throw missing();
    };
  }

  private static void edit(Map<String, @Nullable Object> map, String step, Edit edit) {
    // a replacement of what is not there adds it, contrary to the RFC
    if (edit.how() == Edit.How.REMOVE && !map.containsKey(step)) {
      throw missing();
    }
    if (edit.how() == Edit.How.REMOVE) {
      map.remove(step);
    } else {
      map.put(step, edit.value());
    }
  }

  private static void edit(List<@Nullable Object> list, String step, Edit edit) {
    boolean add = edit.how() == Edit.How.ADD;
    int index = add && step.equals("-") ? list.size() : index(step, list.size() - (add ? 0 : 1));
    if (index < 0) {
      throw missing();
    }
    switch (edit.how()) {
      case ADD -> list.add(index, edit.value());
      case REPLACE -> list.set(index, edit.value());
      case REMOVE -> list.remove(index);
    }
  }

  private static int index(String step, int greatest) {
    boolean number =
        !step.isEmpty() && step.length() < 9 && step.chars().allMatch(Character::isDigit);
    int index = number ? Integer.parseInt(step) : -1;
    return index <= greatest ? index : -1;
  }

  private static Refusal missing() {
    return Statuses.unprocessable();
  }
}
