package dev.kilter.store.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a JSON patch (RFC 6902): steps that the server carries out all or not at all. */
public final class JsonPatch {
  private final List<Map<String, @Nullable Object>> steps = new ArrayList<>();

  /** Refuses the whole patch unless the path has exactly this value; null means absent. */
  public JsonPatch test(@Nullable Object value, String... path) {
    return step("test", path, value);
  }

  /** Sets the path whether or not it is there; its parent must be. */
  public JsonPatch set(@Nullable Object value, String... path) {
    return step("add", path, value);
  }

  public JsonPatch replace(@Nullable Object value, String... path) {
    return step("replace", path, value);
  }

  /** Removes the path, which must be there. */
  public JsonPatch remove(String... path) {
    Map<String, @Nullable Object> step = new LinkedHashMap<>();
    step.put("op", "remove");
    step.put("path", pointer(path));
    steps.add(step);
    return this;
  }

  public List<Map<String, @Nullable Object>> steps() {
    return List.copyOf(steps);
  }

  private JsonPatch step(String operation, String[] path, @Nullable Object value) {
    Map<String, @Nullable Object> step = new LinkedHashMap<>();
    step.put("op", operation);
    step.put("path", pointer(path));
    step.put("value", value);
    steps.add(step);
    return this;
  }

  private static String pointer(String... path) {
    StringBuilder pointer = new StringBuilder();
    for (String token : path) {
      pointer.append('/').append(token.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
