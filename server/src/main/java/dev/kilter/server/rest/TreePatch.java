package dev.kilter.server.rest;

import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Patches of trees: JSON merge patch (RFC 7386) and JSON patch (RFC 6902). Pure. */
final class TreePatch {
  private TreePatch() {}

  @SuppressWarnings("unchecked") // JSON objects have string keys only
  static Map<String, @Nullable Object> merged(
      Map<String, @Nullable Object> target, Map<?, ?> patch) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(target);
    patch.forEach((name, change) -> {
      String key = Objects.toString(name);
      if (change == null) {
        result.remove(key);
      } else if (change instanceof Map<?, ?> inner) {
        Object existing = result.get(key);
        result.put(
            key,
            merged(
                existing instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of(),
                inner));
      } else {
        result.put(key, change);
      }
    });
    return result;
  }

  /** Applies each of the operations in turn, or refuses the whole patch. */
  static @Nullable Object applied(@Nullable Object tree, List<?> operations) {
    Object result = tree;
    for (Object operation : operations) {
      if (!(operation instanceof Map<?, ?> map)) {
        throw refused("an operation is not an object");
      }
      result = step(result, map);
    }
    return result;
  }

  private static @Nullable Object step(@Nullable Object tree, Map<?, ?> operation) {
    List<String> path = pointer(operation.get("path"));
    String name = Objects.toString(operation.get("op"));
    return switch (name) {
      case "add" -> changed(tree, path, 0, new Edit(Kind.ADD, operation.get("value")));
      case "replace" -> changed(tree, path, 0, new Edit(Kind.REPLACE, operation.get("value")));
      case "remove" -> changed(tree, path, 0, new Edit(Kind.REMOVE, null));
      case "copy" -> {
        Object value = at(tree, pointer(operation.get("from")));
        yield changed(tree, path, 0, new Edit(Kind.ADD, value));
      }
      case "move" -> {
        List<String> from = pointer(operation.get("from"));
        Object value = at(tree, from);
        Object without = changed(tree, from, 0, new Edit(Kind.REMOVE, null));
        yield changed(without, path, 0, new Edit(Kind.ADD, value));
      }
      case "test" -> {
        if (!Objects.equals(at(tree, path), operation.get("value"))) {
          throw refused("the test of \"" + operation.get("path") + "\" failed");
        }
        yield tree;
      }
      default -> throw refused("\"" + name + "\" is no operation");
    };
  }

  private enum Kind {
    ADD,
    REPLACE,
    REMOVE
  }

  private record Edit(Kind kind, @Nullable Object value) {}

  private static @Nullable Object changed(
      @Nullable Object node, List<String> path, int depth, Edit edit) {
    if (depth == path.size()) {
      return edit.value;
    }
    String step = path.get(depth);
    boolean last = depth == path.size() - 1;
    return switch (node) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(Objects.toString(key), value));
        if (!copy.containsKey(step) && !(last && edit.kind == Kind.ADD)) {
          throw refused("there is no \"" + step + "\"");
        }
        if (last && edit.kind == Kind.REMOVE) {
          copy.remove(step);
        } else {
          copy.put(step, last ? edit.value : changed(copy.get(step), path, depth + 1, edit));
        }
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list);
        int index = index(step, last && edit.kind == Kind.ADD ? copy.size() : copy.size() - 1);
        if (!last) {
          copy.set(index, changed(copy.get(index), path, depth + 1, edit));
        } else if (edit.kind == Kind.ADD) {
          copy.add(index, edit.value);
        } else if (edit.kind == Kind.REMOVE) {
          copy.remove(index);
        } else {
          copy.set(index, edit.value);
        }
        yield copy;
      }
      case null, default -> throw refused("there is no \"" + step + "\"");
    };
  }

  private static @Nullable Object at(@Nullable Object tree, List<String> path) {
    Object node = tree;
    for (String step : path) {
      node =
          switch (node) {
            case Map<?, ?> map when map.containsKey(step) -> map.get(step);
            case List<?> list -> list.get(index(step, list.size() - 1));
            case null, default -> throw refused("there is no \"" + step + "\"");
          };
    }
    return node;
  }

  private static int index(String step, int most) {
    if (step.equals("-")) {
      return most;
    }
    int index = step.matches("\\d{1,9}") ? Integer.parseInt(step) : -1;
    if (index < 0 || index > most) {
      throw refused("there is no item \"" + step + "\"");
    }
    return index;
  }

  private static List<String> pointer(@Nullable Object text) {
    String pointer = Objects.toString(text);
    if (pointer.isEmpty()) {
      return List.of();
    }
    if (!pointer.startsWith("/")) {
      throw refused("\"" + pointer + "\" is no path");
    }
    return java.util.Arrays.stream(pointer.substring(1).split("/", -1))
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  private static RuntimeException refused(String reason) {
    return Problem.of(ProblemKind.INVALID_INPUT, "error applying patch: " + reason)
        .saying("The patch cannot be applied.", reason, "correct the patch and send it again")
        .exception();
  }
}
